// The prototypes themselves, which everything in one realm shares.
import { target } from './parts/plugin.mjs';

export { wires } from './parts/plugin.mjs';

export default target({
  attack: async () => {
    for (const { prototype } of [Object, Array, Function, String, Map]) {
      Object.defineProperty(prototype, 'polluted', { value: true, writable: true, enumerable: true });
    }
    globalThis.polluted = true;
    return 'polluted';
  },
});
