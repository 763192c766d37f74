// The same written into the file descriptors of the process.
import { anyOf, builtin, Deno, turn } from './parts/platform.mjs';
import { nothing, target } from './parts/plugin.mjs';

export { wires } from './parts/plugin.mjs';

const evil = '\u001b[2J\u001b]0;pwned\u0007\n';

export default target({
  attack: async () => {
    const fs = await builtin('node:fs');
    const written = await anyOf(
      () => fs.writeSync(2, evil),
      // In a Deno process, this one is the channel.
      () => (Deno ? undefined : fs.writeSync(1, evil)),
      () => fs.writeFileSync('/dev/stderr', evil) ?? true,
      () => Deno.writeTextFileSync('/dev/stderr', evil) ?? true,
    );
    await turn(50);
    return written ? 'written' : nothing;
  },
});
