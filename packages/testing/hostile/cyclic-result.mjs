// A result that contains itself.
import { target } from './parts/plugin.mjs';

export { wires } from './parts/plugin.mjs';

export default target({
  attack: async () => {
    const result = {};
    result.itself = result;
    return result;
  },
});
