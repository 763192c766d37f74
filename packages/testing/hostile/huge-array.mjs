// One array that is larger than any limit, all at once: there is no step at which it could be stopped.
import { target } from './parts/plugin.mjs';

export { wires } from './parts/plugin.mjs';

export default target({
  attack: async () => new Array(5e7).fill(0).length,
});
