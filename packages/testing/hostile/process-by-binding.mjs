// A process by the functions below `child_process`, where no module has to be imported.
import { builtin, tried } from './parts/platform.mjs';
import { nothing, target } from './parts/plugin.mjs';

export { wires } from './parts/plugin.mjs';

const options = {
  file: '/bin/sh',
  args: ['sh', '-c', 'sleep 20 & # __MARK__'],
  envPairs: [],
  stdio: [{ type: 'ignore' }, { type: 'ignore' }, { type: 'ignore' }],
};

export default target(({ witness }) => ({
  attack: async () => {
    const process = globalThis.process ?? (await builtin('node:process'));
    const result = await tried(() => process.binding('spawn_sync').spawn(options));
    if (!result?.pid) return nothing;
    await witness.did('started a process');
    return 'started';
  },
}));
