// Calls of objects that the host never handed out, and of members that no contract names.

import { say } from './parts/channel.mjs';
import { nothing, target } from './parts/plugin.mjs';

export { wires } from './parts/plugin.mjs';

const members = ['constructor', '__proto__', 'toString', 'hasOwnProperty', 'then', 'info'];

export default target((ctx) => ({
  attack: async () => {
    const rows = members.flatMap((member, index) =>
      [1, 2, 3, 99_999].map((object) => [1, 1_000_000 + index * 10 + (object % 10), object, member, 'text']),
    );
    return (await say(ctx, ...rows)) || nothing;
  },
}));
