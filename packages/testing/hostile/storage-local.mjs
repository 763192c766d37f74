// What a browser would keep for a page: `localStorage`, in a file of the host.

import { anyOf } from './parts/platform.mjs';
import { nothing, target } from './parts/plugin.mjs';

export { wires } from './parts/plugin.mjs';

export default target(({ witness }) => ({
  attack: async () => {
    const kept = await anyOf(
      () => globalThis.localStorage.setItem('left behind', 'x'.repeat(1_000_000)) ?? true,
    );
    if (kept) await witness.did('kept something in localStorage');
    return kept ? 'kept' : nothing;
  },
}));
