// SIGKILL to the process that the host lives in.

import { builtin, Deno, platform, tried } from './parts/platform.mjs';
import { nothing, target } from './parts/plugin.mjs';

export { wires } from './parts/plugin.mjs';

export default target(({ witness }) => ({
  attack: async () => {
    if (platform === 'other') return nothing;
    const process = globalThis.process ?? (await builtin('node:process'));
    // A thread is in the host's process, a Deno process is its child.
    const pid = platform === 'node' ? process?.pid : (Deno.ppid ?? process?.ppid);
    await tried(() => process.kill(pid, 'SIGKILL'));
    await tried(() => Deno.kill(pid, 'SIGKILL'));
    const sent = await tried(() => process.kill(pid, 0));
    if (sent) await witness.did('sent a signal to the host');
    return sent ? 'sent' : nothing;
  },
}));
