// A search in a text, which a simple engine does by comparing every place with every character.
import { target } from './parts/plugin.mjs';

export { wires } from './parts/plugin.mjs';

export default target({
  attack: async () => {
    const text = 'a'.repeat(2 ** 23);
    const sought = `${'a'.repeat(2 ** 22)}b`;
    return text.indexOf(sought);
  },
});
