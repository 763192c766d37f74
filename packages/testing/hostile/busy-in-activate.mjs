// A busy loop in `activate`: the registry waits for a plugin that will never be there.
import { target } from './parts/plugin.mjs';

export { wires } from './parts/plugin.mjs';

export default target(
  {},
  {
    activate: () => {
      for (;;);
    },
  },
);
