// A result whose `then` never calls back.
import { target } from './parts/plugin.mjs';

export { wires } from './parts/plugin.mjs';

export default target({
  // biome-ignore lint/suspicious/noThenProperty: that is the attack
  attack: () => ({ then: () => {} }),
});
