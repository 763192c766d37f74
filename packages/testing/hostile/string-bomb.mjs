// A string that doubles, and each time is read, so that it cannot stay a rope.
import { target } from './parts/plugin.mjs';

export { wires } from './parts/plugin.mjs';

export default target({
  attack: async () => {
    const kept = [];
    for (let text = 'a'.repeat(1_048_576); ; text = `${text}b`) {
      kept.push(text.split('').reverse().join(''));
    }
  },
});
