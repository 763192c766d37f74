// A result that is another one at each look: its keys are more with each time, and none is there.
import { target } from './parts/plugin.mjs';

export { wires } from './parts/plugin.mjs';

let looks = 0;

export default target({
  attack: async () =>
    new Proxy(
      {},
      {
        ownKeys: () => Array.from({ length: (looks += 1) * 100 }, (_, index) => `key${index}`),
        getOwnPropertyDescriptor: () => ({ value: 1, writable: true, enumerable: true, configurable: true }),
        get: (_, key) => (key === 'then' ? undefined : { key, looks }),
        has: () => false,
      },
    ),
});
