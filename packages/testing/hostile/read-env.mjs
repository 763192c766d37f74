// The environment of the host, in which products keep their passwords.

import { builtin, Deno, tried } from './parts/platform.mjs';
import { nothing, target } from './parts/plugin.mjs';

export { wires } from './parts/plugin.mjs';

export default target(({ witness }) => ({
  attack: async () => {
    const process = globalThis.process ?? (await builtin('node:process'));
    const threads = await builtin('node:worker_threads');
    const found = [
      await tried(() => JSON.stringify(process.env)),
      await tried(() => process.env.MORTISE_HOSTILE_SECRET),
      await tried(() => process.report.getReport().environmentVariables.MORTISE_HOSTILE_SECRET),
      await tried(() => Deno.env.get('MORTISE_HOSTILE_SECRET')),
      await tried(() => JSON.stringify(Deno.env.toObject())),
      await tried(() => threads.getEnvironmentData('MORTISE_HOSTILE_SECRET')),
    ].filter((value) => value !== undefined);
    for (const value of found) await witness.saw('environment', value);
    return found.length > 0 ? found.length : nothing;
  },
}));
