// A list that says it has four billion members and has none.
import { target } from './parts/plugin.mjs';

export { wires } from './parts/plugin.mjs';

export default target({
  attack: async () => new Array(2 ** 32 - 1),
});
