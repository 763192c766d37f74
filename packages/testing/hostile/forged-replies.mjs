// Answers to calls that were not made, and to those of others, before the runtime gives its own.

import { say } from './parts/channel.mjs';
import { nothing, target } from './parts/plugin.mjs';

export { wires } from './parts/plugin.mjs';

export default target((ctx) => ({
  attack: async () => {
    const rows = Array.from({ length: 64 }, (_, call) => [2, call + 1, 0, 'forged']);
    return (await say(ctx, ...rows)) || nothing;
  },
}));
