// Shared buffers without end, 16 MB each, every byte of them written to: memory that belongs to no thread alone.
import { block } from './parts/platform.mjs';
import { nothing, target } from './parts/plugin.mjs';

export { wires } from './parts/plugin.mjs';

export default target({
  attack: async () => {
    if (!globalThis.SharedArrayBuffer) return nothing;
    const kept = [];
    for (;;) {
      const buffer = new SharedArrayBuffer(16_777_216);
      new Uint8Array(buffer).fill(1);
      kept.push(buffer);
      block(2);
    }
  },
});
