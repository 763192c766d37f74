// A stream that ends neither with an item nor with an end.
import { target } from './parts/plugin.mjs';

export { wires } from './parts/plugin.mjs';

export default target({
  async *items() {
    yield 'first';
    await new Promise(() => {});
  },
});
