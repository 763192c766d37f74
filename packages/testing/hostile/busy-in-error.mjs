// A busy loop in a getter of an error's message: it runs where the error is read, not where it was thrown.
import { target } from './parts/plugin.mjs';

export { wires } from './parts/plugin.mjs';

export default target({
  attack: async () => {
    throw Object.defineProperty(new Error(), 'message', {
      get: () => {
        for (;;);
      },
    });
  },
});
