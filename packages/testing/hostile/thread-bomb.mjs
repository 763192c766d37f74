// Threads that start threads, each in a busy loop.

import { builtin, platform } from './parts/platform.mjs';
import { nothing, target } from './parts/plugin.mjs';

export { wires } from './parts/plugin.mjs';

const most = 12;

export default target({
  attack: async () => {
    if (platform === 'node') {
      const { Worker } = (await builtin('node:worker_threads')) ?? {};
      if (!Worker) return nothing;
      for (let count = 0; count < most; count += 1) new Worker('for (;;);', { eval: true });
    } else {
      if (!globalThis.Worker) return nothing;
      const url = URL.createObjectURL(new Blob(['for (;;);'], { type: 'application/javascript' }));
      for (let count = 0; count < most; count += 1) new Worker(url, { type: 'module' });
    }
    for (;;);
  },
});
