// An error whose texts clear the screen, set the window's title and rewrite lines.
import { target } from './parts/plugin.mjs';

export { wires } from './parts/plugin.mjs';

const evil = '\u001b[2J\u001b]0;pwned\u0007\r\u001b[1Afine\u009b31m\u202egnp';

export default target({
  attack: async () => {
    throw Object.assign(new Error(evil), { code: evil, hint: evil, data: { evil }, stack: evil, name: evil });
  },
});
