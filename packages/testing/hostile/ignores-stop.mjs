// A stream that goes on when its reader has left, and a `finally` that never ends.
import { target } from './parts/plugin.mjs';

export { wires } from './parts/plugin.mjs';

export default target({
  items: () => ({
    [Symbol.asyncIterator]: () => ({
      next: async () => ({ value: 'more', done: false }),
      return: () => new Promise(() => {}),
      throw: () => new Promise(() => {}),
    }),
  }),
});
