// Bytes over shared memory, which change after the host has checked them.
import { nothing, target } from './parts/plugin.mjs';

export { wires } from './parts/plugin.mjs';

export default target({
  bytes: async () => {
    if (!globalThis.SharedArrayBuffer) return new Uint8Array(4);
    const bytes = new Uint8Array(new SharedArrayBuffer(64));
    const change = () => {
      bytes[0] += 1;
      if (globalThis.setTimeout) setTimeout(change, 1);
    };
    change();
    return bytes;
  },
  attack: async () => nothing,
});
