// A plugin that does not read what the host sends it: the host's own memory fills up.
import { target } from './parts/plugin.mjs';

export { wires } from './parts/plugin.mjs';

export default target({
  feed: async () => {
    for (;;);
  },
});
