// A busy loop in `deactivate`.
import { target } from './parts/plugin.mjs';

export { wires } from './parts/plugin.mjs';

export default target(
  { attack: async () => 'armed' },
  {
    deactivate: () => {
      for (;;);
    },
  },
);
