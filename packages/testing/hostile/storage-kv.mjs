// A key-value database, in a file of the host.

import { anyOf, Deno } from './parts/platform.mjs';
import { nothing, target } from './parts/plugin.mjs';

export { wires } from './parts/plugin.mjs';

export default target(({ witness }) => ({
  attack: async () => {
    const kept = await anyOf(async () => {
      const database = await Deno.openKv();
      await database.set(['left behind'], 'x'.repeat(10_000));
      return true;
    });
    if (kept) await witness.did('kept something in a database');
    return kept ? 'kept' : nothing;
  },
}));
