// An error that is its own cause, behind a chain of a hundred thousand others.
import { target } from './parts/plugin.mjs';

export { wires } from './parts/plugin.mjs';

export default target({
  attack: async () => {
    const first = new Error('first');
    first.cause = first;
    let error = first;
    for (let level = 0; level < 100_000; level += 1) error = new Error('next', { cause: error });
    error.errors = [error, first];
    throw error;
  },
});
