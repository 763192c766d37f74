// An error outside of every call, which no caller can catch.

import { turn } from './parts/platform.mjs';
import { nothing, target } from './parts/plugin.mjs';

export { wires } from './parts/plugin.mjs';

export default target({
  attack: async () => {
    if (!globalThis.setTimeout) return nothing;
    setTimeout(() => {
      throw new Error('thrown in a timer');
    }, 1);
    await turn(100);
    return 'still here';
  },
});
