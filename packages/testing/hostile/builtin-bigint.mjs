// One multiplication of integers with millions of digits after the other, in built-in code.
import { target } from './parts/plugin.mjs';

export { wires } from './parts/plugin.mjs';

export default target({
  attack: async () => {
    let power = 3n ** 1_000_000n;
    for (;;) power = (power * power) % (1n << 8_000_000n);
  },
});
