// A built-in that runs for hours and that an engine does not interrupt by itself.
import { target } from './parts/plugin.mjs';

export { wires } from './parts/plugin.mjs';

export default target({
  attack: async () => Array.prototype.indexOf.call({ length: 2 ** 40 }, 1),
});
