// A busy loop in a method: the call gets no answer, and the plugin cannot be asked to stop.
import { target } from './parts/plugin.mjs';

export { wires } from './parts/plugin.mjs';

export default target({
  attack: async () => {
    for (;;);
  },
});
