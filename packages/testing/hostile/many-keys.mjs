// A result with twenty thousand keys, among them those that every object has.
import { target } from './parts/plugin.mjs';

export { wires } from './parts/plugin.mjs';

export default target({
  attack: async () => {
    const result = JSON.parse(
      '{ "__proto__": 1, "constructor": 2, "toString": 3, "hasOwnProperty": 4, "then": 5 }',
    );
    for (let count = 0; count < 20_000; count += 1) result[count % 2 ? `key${count}` : String(count)] = count;
    return result;
  },
});
