// The same, but the plugin was busy all the time: the answer comes together with others.

import { block } from './parts/platform.mjs';
import { target } from './parts/plugin.mjs';

export { wires } from './parts/plugin.mjs';

export default target({
  attack: async () => {
    block(700);
    return 'too late';
  },
});
