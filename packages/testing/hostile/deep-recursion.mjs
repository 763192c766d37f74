// A function that calls itself until the stack is full, again and again, and swallows the error.
import { target } from './parts/plugin.mjs';

export { wires } from './parts/plugin.mjs';

const deeper = (depth) => 1 + deeper(depth + 1);

export default target({
  attack: async () => {
    let overflows = 0;
    for (let time = 0; time < 20; time += 1) {
      try {
        deeper(0);
      } catch {
        overflows += 1;
      }
    }
    return overflows;
  },
});
