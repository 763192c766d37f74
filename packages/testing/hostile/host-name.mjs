// The name of the machine and of who runs the host: what an intruder looks for first.

import { builtin, Deno, tried } from './parts/platform.mjs';
import { nothing, target } from './parts/plugin.mjs';

export { wires } from './parts/plugin.mjs';

export default target(({ witness }) => ({
  attack: async () => {
    const os = await builtin('node:os');
    const fs = await builtin('node:fs');
    const found = [
      await tried(() => os.hostname()),
      await tried(() => Deno.hostname()),
      await tried(() => fs.readFileSync('/etc/hostname', 'utf8')),
      await tried(() => globalThis.process.report.getReport().header.host),
    ].filter((value) => typeof value === 'string');
    for (const value of found) await witness.saw('host name', value);
    return found.length > 0 ? found.length : nothing;
  },
}));
