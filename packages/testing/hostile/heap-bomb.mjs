// Objects without end.
import { target } from './parts/plugin.mjs';

export { wires } from './parts/plugin.mjs';

export default target({
  attack: async () => {
    const kept = [];
    for (let count = 0; ; count += 1) kept.push({ count, more: [count, count + 1, count + 2] });
  },
});
