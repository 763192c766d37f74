// A stream that is faster than its reader, with items of 64 kB.
import { target } from './parts/plugin.mjs';

export { wires } from './parts/plugin.mjs';

export default target({
  async *items() {
    const item = 'x'.repeat(65_536);
    for (;;) yield item;
  },
});
