// The beginning of a frame, and never its end.

import { frameOf, sendRaw } from './parts/channel.mjs';
import { nothing, target } from './parts/plugin.mjs';

export { wires } from './parts/plugin.mjs';

export default target((ctx) => ({
  attack: async () => {
    // What the runtime sends from now on is taken for the rest of this frame.
    const frame = frameOf('[', { text: 1_000_000, attachments: 0 });
    return (await sendRaw(ctx, { bytes: [frame], texts: ['[3,2,'] })) || nothing;
  },
}));
