// A busy loop in a getter of the result: it runs where the result is read, not where the method ran.
import { target } from './parts/plugin.mjs';

export { wires } from './parts/plugin.mjs';

export default target({
  attack: async () => ({
    get slow() {
      for (;;);
    },
  }),
});
