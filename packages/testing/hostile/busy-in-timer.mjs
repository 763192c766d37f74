// A busy loop in a timer, behind an answer that looked well: the next call meets it.

import { turn } from './parts/platform.mjs';
import { target } from './parts/plugin.mjs';

export { wires } from './parts/plugin.mjs';

export default target({
  attack: async () => {
    void turn(5).then(() => {
      for (;;);
    });
    return 'armed';
  },
});
