// The cache of a service worker, in files of the host.
// What stays in memory harms nobody: the next instance says whether anything was left behind.
import { anyOf, Deno, tried } from './parts/platform.mjs';
import { nothing, target } from './parts/plugin.mjs';

export { wires } from './parts/plugin.mjs';

export default target(
  {
    attack: async () => {
      const kept = await anyOf(async () => {
        const cache = await globalThis.caches.open('left-behind');
        await cache.put('http://left.behind/', new Response('x'.repeat(1_000_000)));
        return true;
      });
      if (!kept) return nothing;
      Deno?.exit(1);
      return 'kept';
    },
  },
  {
    activate: async ({ witness }) => {
      const found = await tried(
        async () =>
          (await (await globalThis.caches.open('left-behind')).match('http://left.behind/')) ?? null,
      );
      if (found) await witness.did('found what an instance before it had kept');
    },
  },
);
