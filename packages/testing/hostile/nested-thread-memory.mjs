// A thread that fills a heap of its own, while the one that has started it waits.
import { builtin, platform } from './parts/platform.mjs';
import { nothing, target } from './parts/plugin.mjs';

export { wires } from './parts/plugin.mjs';

const fill = `const kept = [];
  for (;;) {
    kept.push(new Array(2_000_000).fill(kept.length + 0.5));
    for (const end = Date.now() + 2; Date.now() < end; );
  }`;

export default target({
  attack: async () => {
    if (platform === 'node') {
      const { Worker } = (await builtin('node:worker_threads')) ?? {};
      if (!Worker) return nothing;
      new Worker(fill, { eval: true });
    } else {
      if (!globalThis.Worker) return nothing;
      const url = URL.createObjectURL(new Blob([fill], { type: 'application/javascript' }));
      new Worker(url, { type: 'module' });
    }
    await new Promise(() => {});
  },
});
