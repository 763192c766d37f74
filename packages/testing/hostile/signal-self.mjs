// A signal to the plugin's own process, so that it ends without a word.

import { builtin, Deno, platform, tried } from './parts/platform.mjs';
import { nothing, target } from './parts/plugin.mjs';

export { wires } from './parts/plugin.mjs';

export default target({
  attack: async () => {
    // The process of a thread is the host's: that is the attack `signal-host`.
    if (platform !== 'deno') return nothing;
    const process = await builtin('node:process');
    await tried(() => Deno.kill(Deno.pid, 'SIGKILL'));
    await tried(() => process.kill(process.pid, 'SIGKILL'));
    return nothing;
  },
});
