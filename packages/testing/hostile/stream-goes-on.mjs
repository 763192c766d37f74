// A stream that answers its end with one more item, and gives items also behind it and behind its error.
import { target } from './parts/plugin.mjs';

export { wires } from './parts/plugin.mjs';

const more = async () => ({ value: 'more', done: false });

export default target({
  items: () => ({ [Symbol.asyncIterator]: () => ({ next: more, return: more, throw: more }) }),
});
