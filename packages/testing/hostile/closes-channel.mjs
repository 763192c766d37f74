// The channel closed from inside, by every route, while the plugin goes on.

import { findChannels } from './parts/channel.mjs';
import { anyOf, builtin, Deno } from './parts/platform.mjs';
import { nothing, target } from './parts/plugin.mjs';

export { wires } from './parts/plugin.mjs';

export default target((ctx) => ({
  attack: async () => {
    const fs = await builtin('node:fs');
    const ports = await findChannels(ctx);
    const closed = await anyOf(
      () => Deno.stdout.close() ?? true,
      () => Deno.stdin.close() ?? true,
      () => Deno && (fs.closeSync(1) ?? true),
      ...ports.map(
        ({ port }) =>
          () =>
            port && (port.close() ?? true),
      ),
    );
    return closed ? 'closed' : nothing;
  },
}));
