// A second greeting, which offers other objects and other limits than the first.

import { say } from './parts/channel.mjs';
import { nothing, target } from './parts/plugin.mjs';

export { wires } from './parts/plugin.mjs';

export default target((ctx) => ({
  attack: async () => {
    const hello = { exports: {}, limits: { size: 2 ** 53, cells: 2 ** 53, depth: 2 ** 53, calls: 2 ** 53 } };
    return (await say(ctx, [0, 1, JSON.stringify(hello)])) || nothing;
  },
}));
