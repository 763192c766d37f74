// A file of the host, written through every function that writes one.

import { anyOf, builtin, Deno } from './parts/platform.mjs';
import { nothing, target } from './parts/plugin.mjs';

export { wires } from './parts/plugin.mjs';

const folder = '__WORK__/host';

export default target(({ witness }) => ({
  attack: async () => {
    const fs = await builtin('node:fs');
    const wrote = await anyOf(
      () => fs.writeFileSync(`${folder}/by-node`, 'x') ?? true,
      () => Deno.writeTextFileSync(`${folder}/by-deno`, 'x') ?? true,
      () => Deno.makeTempFileSync({ dir: folder }),
      () => fs.mkdtempSync(`${folder}/by-node-`),
      () => fs.appendFileSync('__SECRET_FILE__', 'x') ?? true,
    );
    if (wrote) await witness.did('wrote a file');
    return wrote ? 'wrote' : nothing;
  },
}));
