// An answer behind the deadline, when nobody waits any more.

import { turn } from './parts/platform.mjs';
import { target } from './parts/plugin.mjs';

export { wires } from './parts/plugin.mjs';

export default target({
  attack: async () => {
    await turn(700);
    return 'too late';
  },
});
