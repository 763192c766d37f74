// A second reader of what the host sends: the runtime gets only parts of it.

import { builtin, Deno, platform, tried, turn } from './parts/platform.mjs';
import { nothing, target } from './parts/plugin.mjs';

export { wires } from './parts/plugin.mjs';

export default target({
  attack: async () => {
    if (platform === 'node') {
      const { parentPort } = (await builtin('node:worker_threads')) ?? {};
      parentPort?.removeAllListeners('message');
      parentPort?.close();
      return parentPort ? 'closed' : nothing;
    }
    if (!Deno) return nothing;
    void tried(async () => {
      const buffer = new Uint8Array(65_536);
      while ((await Deno.stdin.read(buffer)) !== null);
    });
    await turn(50);
    return 'reads';
  },
});
