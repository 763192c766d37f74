// A `deactivate` that never ends, signals that are not heard, timers that keep everything running.

import { Deno, tried } from './parts/platform.mjs';
import { target } from './parts/plugin.mjs';

export { wires } from './parts/plugin.mjs';

export default target(
  {
    attack: async () => {
      for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP']) {
        await tried(() => Deno.addSignalListener(signal, () => {}));
        await tried(() => globalThis.process.on(signal, () => {}));
      }
      await tried(() => globalThis.addEventListener('unload', (event) => event.preventDefault()));
      if (globalThis.setInterval) setInterval(() => {}, 1);
      return 'armed';
    },
  },
  { deactivate: () => new Promise(() => {}) },
);
