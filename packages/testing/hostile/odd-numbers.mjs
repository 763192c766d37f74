// Numbers that are no integers, where the contract says one, or that only look so.
import { target } from './parts/plugin.mjs';

export { wires } from './parts/plugin.mjs';

const odd = [
  Number.NaN,
  -0,
  -1,
  1.5,
  2 ** 32,
  Number.POSITIVE_INFINITY,
  3n,
  '3',
  null,
  [3],
  { valueOf: () => 3 },
];
let next = 0;

export default target({
  feed: async () => odd[next++ % odd.length],
});
