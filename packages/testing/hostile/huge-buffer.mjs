// One buffer of 1 GB, all at once, every page of it written to.
import { target } from './parts/plugin.mjs';

export { wires } from './parts/plugin.mjs';

export default target({
  attack: async () => new Uint8Array(2 ** 30).fill(1).length,
});
