// Calls of host services from `deactivate`, without end: the host waits for an end that waits for the host.
import { target } from './parts/plugin.mjs';

export { wires } from './parts/plugin.mjs';

let context;

export default target(
  (ctx) => {
    context = ctx;
    return { attack: async () => 'armed' };
  },
  {
    deactivate: async () => {
      for (;;) await context.storage.set('last', new Uint8Array(1_024)).catch(() => {});
    },
  },
);
