// A key-value database, in a file of the host.
// What stays in memory harms nobody: the next instance says whether anything was left behind.
import { anyOf, Deno, tried } from './parts/platform.mjs';
import { nothing, target } from './parts/plugin.mjs';

export { wires } from './parts/plugin.mjs';

export default target(
  {
    attack: async () => {
      const kept = await anyOf(async () => {
        const database = await Deno.openKv();
        await database.set(['left behind'], 'x'.repeat(10_000));
        return true;
      });
      if (!kept) return nothing;
      Deno?.exit(1);
      return 'kept';
    },
  },
  {
    activate: async ({ witness }) => {
      const found = await tried(async () => (await (await Deno.openKv()).get(['left behind'])).value);
      if (found) await witness.did('found what an instance before it had kept');
    },
  },
);
