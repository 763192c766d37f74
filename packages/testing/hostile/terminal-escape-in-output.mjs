// The same on the standard output, past every service.
import { anyOf, Deno, turn } from './parts/platform.mjs';
import { nothing, target } from './parts/plugin.mjs';

export { wires } from './parts/plugin.mjs';

const evil = '\u001b[2J\u001b]0;pwned\u0007\n';

export default target({
  attack: async () => {
    const written = await anyOf(
      () => globalThis.console.log(evil) ?? true,
      () => globalThis.console.error(evil) ?? true,
      () => Deno.stderr.writeSync(new TextEncoder().encode(evil)),
      () => globalThis.process.stdout.write(evil),
      () => globalThis.process.stderr.write(evil),
    );
    await turn(50);
    return written ? 'written' : nothing;
  },
});
