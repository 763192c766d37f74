// Lengths of gigabytes: a reader that believes them allocates before it has seen a byte.

import { frameOf, sendRaw } from './parts/channel.mjs';
import { nothing, target } from './parts/plugin.mjs';

export { wires } from './parts/plugin.mjs';

export default target((ctx) => ({
  attack: async () => {
    const values = [[2 ** 53, 1], [Number.POSITIVE_INFINITY], Object.assign([], { length: 2 ** 32 - 1 })];
    const bytes = [
      frameOf('[]', { text: 0xffffffff, attachments: 0 }),
      frameOf('[]', { text: 2, attachments: 0xffffffff }),
    ];
    const texts = ['[9007199254740992,1]', '[1e308,1]', `[3,2,1,4294967295]`];
    return (await sendRaw(ctx, { values, bytes, texts })) || nothing;
  },
}));
