// Processes that outlive the plugin.

import { builtin, Deno, tried } from './parts/platform.mjs';
import { nothing, target } from './parts/plugin.mjs';

export { wires } from './parts/plugin.mjs';

// They end by themselves in the end: a corpus that finds an open door must not keep a machine busy.
const args = ['-c', 'sleep 20 # __MARK__'];

export default target(({ witness }) => ({
  attack: async () => {
    let started = 0;
    const processes = await builtin('node:child_process');
    const spawn = () => {
      const child = processes.spawn('/bin/sh', args, { detached: true, stdio: 'ignore' });
      child.unref();
      return child.pid;
    };
    for (let count = 0; count < 5; count += 1) {
      if (await tried(spawn)) started += 1;
      if (await tried(() => new Deno.Command('/bin/sh', { args }).spawn())) started += 1;
    }
    if (started > 0) await witness.did('started a process');
    return started > 0 ? started : nothing;
  },
}));
