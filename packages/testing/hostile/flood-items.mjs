// Items of a stream that nobody has given credit for, past the runtime.

import { say } from './parts/channel.mjs';
import { nothing, target } from './parts/plugin.mjs';

export { wires } from './parts/plugin.mjs';

export default target((ctx) => ({
  attack: async () => {
    const item = 'x'.repeat(1_000);
    let taken = 0;
    for (let round = 0; round < 20; round += 1) {
      const rows = Array.from({ length: 64 }, (_, stream) => [6, -1 - stream, 1_032, 0, item]);
      taken += await say(ctx, ...rows);
    }
    return taken || nothing;
  },
}));
