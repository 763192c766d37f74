// A result of another type than the contract says: a function where a text should be.
import { target } from './parts/plugin.mjs';

export { wires } from './parts/plugin.mjs';

export default target({
  text: async () => () => 'not a text',
});
