// The same from `activate`, whose error the registry puts into its own.
import { target } from './parts/plugin.mjs';

export { wires } from './parts/plugin.mjs';

export default target(
  {},
  {
    activate: () => {
      throw new Error('\u001b[2J\u001b]0;pwned\u0007\r\u001b[1Afine\u009b31m');
    },
  },
);
