// Calls of host services from a getter of the result, while the runtime is about to write it.
import { target } from './parts/plugin.mjs';

export { wires } from './parts/plugin.mjs';

export default target(({ log, storage }) => ({
  attack: async () => ({
    before: 1,
    get within() {
      for (let count = 0; count < 100; count += 1) {
        log.info('from a getter', { count }).catch(() => {});
        storage.set(`key-${count}`, new Uint8Array(16)).catch(() => {});
      }
      return { count: 100 };
    },
    after: 2,
  }),
}));
