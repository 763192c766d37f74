// A text that takes four bytes for every two of its units: whoever counts one of them is wrong about the other.
import { target } from './parts/plugin.mjs';

export { wires } from './parts/plugin.mjs';

export default target({
  text: async () => '\u{1f4a3}'.repeat(12_000_000),
});
