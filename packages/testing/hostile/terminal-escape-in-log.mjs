// The same in a log entry's message and fields.
import { target } from './parts/plugin.mjs';

export { wires } from './parts/plugin.mjs';

const evil = '\u001b[2J\u001b]0;pwned\u0007\r\u001b[1Afine\u009b31m\nroot: a line of somebody else';

export default target(({ log }) => ({
  attack: async () => {
    await log.error(evil, { [evil]: evil });
    return 'logged';
  },
}));
