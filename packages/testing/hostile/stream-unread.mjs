// A stream of a million tiny items that nobody reads, and that asks nobody whether it may go on.
import { target } from './parts/plugin.mjs';

export { wires } from './parts/plugin.mjs';

export default target({
  items: () => {
    let count = 0;
    return {
      [Symbol.asyncIterator]() {
        return this;
      },
      next: () => ({ value: count, done: (count += 1) > 1_000_000 }),
    };
  },
});
