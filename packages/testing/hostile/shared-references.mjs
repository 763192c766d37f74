// Twenty-eight levels that each name the next one twice: small where it is, a quarter of a billion values on its way.
import { target } from './parts/plugin.mjs';

export { wires } from './parts/plugin.mjs';

export default target({
  attack: async () => {
    let level = ['leaf'];
    for (let count = 0; count < 28; count += 1) level = [level, level];
    return level;
  },
});
