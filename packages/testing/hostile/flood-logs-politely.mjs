// The same in turns, so that timers, answers and the host's messages get theirs.

import { turn } from './parts/platform.mjs';
import { target } from './parts/plugin.mjs';

export { wires } from './parts/plugin.mjs';

export default target(({ log }) => ({
  attack: async () => {
    const line = 'spam '.repeat(200);
    for (;;) {
      for (let count = 0; count < 500; count += 1) log.info(line).catch(() => {});
      await turn();
    }
  },
}));
