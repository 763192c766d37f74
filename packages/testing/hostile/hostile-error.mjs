// An error whose every member throws or never returns, and which is no error.
import { target } from './parts/plugin.mjs';

export { wires } from './parts/plugin.mjs';

export default target({
  attack: async () => {
    throw new Proxy(
      {},
      {
        get: () => {
          throw 'thrown while it was read';
        },
        getPrototypeOf: () => {
          throw 'thrown while it was looked at';
        },
      },
    );
  },
});
