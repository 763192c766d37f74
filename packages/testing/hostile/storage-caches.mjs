// The cache of a service worker, in files of the host.

import { anyOf } from './parts/platform.mjs';
import { nothing, target } from './parts/plugin.mjs';

export { wires } from './parts/plugin.mjs';

export default target(({ witness }) => ({
  attack: async () => {
    const kept = await anyOf(async () => {
      const cache = await globalThis.caches.open('left-behind');
      await cache.put('http://left.behind/', new Response('x'.repeat(1_000_000)));
      return true;
    });
    if (kept) await witness.did('kept something in caches');
    return kept ? 'kept' : nothing;
  },
}));
