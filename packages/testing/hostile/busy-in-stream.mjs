// A busy loop behind the first item of a stream.
import { target } from './parts/plugin.mjs';

export { wires } from './parts/plugin.mjs';

export default target({
  async *items() {
    yield 'first';
    for (;;);
  },
});
