// What a browser would keep for a page: `localStorage`, in a file of the host.
// What stays in memory harms nobody: the next instance says whether anything was left behind.
import { anyOf, Deno, tried } from './parts/platform.mjs';
import { nothing, target } from './parts/plugin.mjs';

export { wires } from './parts/plugin.mjs';

export default target(
  {
    attack: async () => {
      const kept = await anyOf(
        () => globalThis.localStorage.setItem('left behind', 'x'.repeat(1_000_000)) ?? true,
      );
      if (!kept) return nothing;
      Deno?.exit(1);
      return 'kept';
    },
  },
  {
    activate: async ({ witness }) => {
      const found = await tried(() => globalThis.localStorage.getItem('left behind'));
      if (found) await witness.did('found what an instance before it had kept');
    },
  },
);
