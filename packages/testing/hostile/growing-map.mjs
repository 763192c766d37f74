// A map that grows one entry at a time: each time it doubles, it asks for its next table at once.
import { target } from './parts/plugin.mjs';

export { wires } from './parts/plugin.mjs';

export default target({
  attack: async () => {
    const map = new Map();
    for (let index = 0; ; index += 1) map.set(index, index);
  },
});
