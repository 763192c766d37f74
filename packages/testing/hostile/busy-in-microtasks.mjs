// Promises that resolve each other for ever: no loop, and yet no timer and no message gets its turn.
import { target } from './parts/plugin.mjs';

export { wires } from './parts/plugin.mjs';

export default target({
  attack: async () => {
    for (;;) await undefined;
  },
});
