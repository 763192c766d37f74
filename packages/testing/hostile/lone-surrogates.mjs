// Halves of characters, which no encoding can say, in a text, in keys and in values.
import { target } from './parts/plugin.mjs';

export { wires } from './parts/plugin.mjs';

const halves = '\ud800\udc00\ud800 \udfff\u0000\ufffe';

export default target({
  attack: async () => ({ [halves]: halves, '\udfff': [halves.repeat(1_000)] }),
});
