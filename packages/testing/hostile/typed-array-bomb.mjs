// Typed arrays without end, 16 MB each: bytes that lie outside of the engine's heap.

import { block } from './parts/platform.mjs';
import { target } from './parts/plugin.mjs';

export { wires } from './parts/plugin.mjs';

export default target({
  attack: async () => {
    const kept = [];
    for (;;) {
      kept.push(new Uint8Array(16_777_216).fill(kept.length));
      block(2);
    }
  },
});
