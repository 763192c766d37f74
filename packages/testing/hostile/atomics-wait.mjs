// A wait for a number that nobody will ever change: neither a loop nor a promise.
import { nothing, target } from './parts/plugin.mjs';

export { wires } from './parts/plugin.mjs';

export default target({
  attack: async () => {
    if (!globalThis.SharedArrayBuffer || !globalThis.Atomics) return nothing;
    return Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);
  },
});
