// A file of the host, through every function that reads one.

import { builtin, Deno, tried } from './parts/platform.mjs';
import { nothing, target } from './parts/plugin.mjs';

export { wires } from './parts/plugin.mjs';

const file = '__SECRET_FILE__';

export default target(({ witness }) => ({
  attack: async () => {
    const fs = await builtin('node:fs');
    const found = [
      await tried(() => fs.readFileSync(file, 'utf8')),
      await tried(() => Deno.readTextFileSync(file)),
      await tried(() => Deno.readTextFile(file)),
      await tried(async () => await (await fetch(`file://${file}`)).text()),
    ].filter((value) => value !== undefined);
    for (const value of found) await witness.saw('file', value);
    return found.length > 0 ? found.length : nothing;
  },
}));
