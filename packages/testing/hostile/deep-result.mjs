// A result that is nested a hundred thousand times: what writes it and what reads it may recurse.
import { target } from './parts/plugin.mjs';

export { wires } from './parts/plugin.mjs';

export default target({
  attack: async () => {
    let nested = [];
    for (let level = 0; level < 100_000; level += 1) nested = [nested];
    return nested;
  },
});
