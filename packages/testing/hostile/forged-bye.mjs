// The connection's end, for the reason that the plugin makes up: the host was at fault.

import { say } from './parts/channel.mjs';
import { nothing, target } from './parts/plugin.mjs';

export { wires } from './parts/plugin.mjs';

export default target((ctx) => ({
  attack: async () =>
    (await say(ctx, [12, 'limit_exceeded', 'The \u001b[31mhost\u001b[0m was at fault'])) || nothing,
}));
