// The same past the runtime, as a message of a thread: structured clone keeps the references.

import { sendRaw } from './parts/channel.mjs';
import { nothing, target } from './parts/plugin.mjs';

export { wires } from './parts/plugin.mjs';

export default target((ctx) => ({
  attack: async () => {
    let level = ['leaf'];
    for (let count = 0; count < 28; count += 1) level = [level, level];
    return (await sendRaw(ctx, { values: [level, [4, 2, 1, level]] })) || nothing;
  },
}));
