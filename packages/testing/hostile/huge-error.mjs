// An error with a message of 100 MB.
import { target } from './parts/plugin.mjs';

export { wires } from './parts/plugin.mjs';

export default target({
  attack: async () => {
    throw new Error('x'.repeat(100_000_000));
  },
});
