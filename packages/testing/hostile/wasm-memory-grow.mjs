// One memory of WebAssembly that grows up to what 32 bits can name, every page of it written to.
import { block } from './parts/platform.mjs';
import { nothing, target } from './parts/plugin.mjs';

export { wires } from './parts/plugin.mjs';

const pages = 256;

export default target({
  attack: async () => {
    if (!globalThis.WebAssembly) return nothing;
    const memory = new WebAssembly.Memory({ initial: 1 });
    for (;;) {
      const from = memory.grow(pages) * 65_536;
      new Uint8Array(memory.buffer, from).fill(1);
      block(2);
    }
  },
});
