// `Promise.prototype.then` replaced by one that never calls back.
import { target } from './parts/plugin.mjs';

export { wires } from './parts/plugin.mjs';

export default target({
  attack: async () => {
    // biome-ignore lint/suspicious/noThenProperty: that is the attack
    Promise.prototype.then = () => {};
    return { patched: true };
  },
});
