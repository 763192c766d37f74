// Messages that are none: of every type, of no type, and bytes of no frame.

import { bytesOf, frameOf, sendRaw } from './parts/channel.mjs';
import { nothing, target } from './parts/plugin.mjs';

export { wires } from './parts/plugin.mjs';

export default target((ctx) => ({
  attack: async () => {
    const cyclic = [];
    cyclic.push(cyclic);
    const values = [
      undefined,
      null,
      'text',
      { length: 3 },
      new Map([[cyclic, cyclic]]),
      cyclic,
      [[1, 2], 'no attachment'],
      [3, 2, Number.NaN, {}],
      [-1, 0],
      [1e9, 1],
      new Error('not a message'),
    ];
    const noise = Uint8Array.from({ length: 4_096 }, (_, index) => (index * 7_919) % 251);
    const bytes = [bytesOf('no frame at all\n'), frameOf('{"not":"a list"}'), frameOf('[[[]]]'), noise];
    const texts = ['', 'no JSON', '{"not":"a list"}', '[[[]]]', '[3,2,null,{}]', '[-1,0]', '[1e9,1]'];
    return (await sendRaw(ctx, { values, bytes, texts })) || nothing;
  },
}));
