// Releases of the host's services, each many times, and of objects that were never handed out.
import { say } from './parts/channel.mjs';
import { nothing, target } from './parts/plugin.mjs';

export { wires } from './parts/plugin.mjs';

const objects = [-99_999, -2, -1, 0, 1, 2, 3, 99_999];

export default target((ctx) => ({
  attack: async () => {
    const rows = objects.flatMap((object) => Array.from({ length: 8 }, () => [11, object]));
    return (await say(ctx, ...rows)) || nothing;
  },
}));
