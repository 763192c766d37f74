// A regular expression that backtracks for longer than the world exists.
import { target } from './parts/plugin.mjs';

export { wires } from './parts/plugin.mjs';

export default target({
  attack: async () => /^(a+)+$/.test(`${'a'.repeat(64)}b`),
});
