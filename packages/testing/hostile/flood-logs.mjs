// Log entries of a kilobyte, as many as can be written, and never a pause to see whether they were.
import { target } from './parts/plugin.mjs';

export { wires } from './parts/plugin.mjs';

export default target(({ log }) => ({
  attack: async () => {
    const line = 'spam '.repeat(200);
    for (;;) log.info(line).catch(() => {});
  },
}));
