// Memories of WebAssembly without end, 16 MB each, every page of them written to.

import { block } from './parts/platform.mjs';
import { nothing, target } from './parts/plugin.mjs';

export { wires } from './parts/plugin.mjs';

export default target({
  attack: async () => {
    if (!globalThis.WebAssembly) return nothing;
    const kept = [];
    for (;;) {
      const memory = new WebAssembly.Memory({ initial: 256, maximum: 256 });
      new Uint8Array(memory.buffer).fill(1);
      kept.push(memory);
      block(2);
    }
  },
});
