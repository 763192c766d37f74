// Timers that are due together, each busy for less than a turn may take: one behind the other they take seconds.
import { block, turn } from './parts/platform.mjs';
import { target } from './parts/plugin.mjs';

export { wires } from './parts/plugin.mjs';

export default target({
  attack: async () => {
    await Promise.all(Array.from({ length: 6 }, () => turn(5).then(() => block(300))));
    return 'worked';
  },
});
