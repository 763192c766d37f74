// Texts of nothing but ends of lines: whoever takes them apart has millions of lines at once.
import { target } from './parts/plugin.mjs';

export { wires } from './parts/plugin.mjs';

export default target({
  attack: async () => {
    const text = '\n'.repeat(2 ** 24);
    for (let count = 0; count < 4; count += 1) console.log(text);
    return 'printed';
  },
});
