// A text of 200 MB as a result.
import { target } from './parts/plugin.mjs';

export { wires } from './parts/plugin.mjs';

export default target({
  text: async () => 'x'.repeat(200_000_000),
});
