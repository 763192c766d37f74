// A server of the plugin's own on the host's machine.

import { anyOf, builtin, Deno } from './parts/platform.mjs';
import { nothing, target } from './parts/plugin.mjs';

export { wires } from './parts/plugin.mjs';

export default target(({ witness }) => ({
  attack: async () => {
    const net = await builtin('node:net');
    const listens = await anyOf(
      () =>
        new Promise((resolve, reject) => {
          const server = net.createServer().on('error', reject);
          server.listen(0, '127.0.0.1', () => resolve(server));
        }),
      () => Deno.listen({ hostname: '127.0.0.1', port: 0 }),
      () => Deno.serve({ hostname: '127.0.0.1', port: 0 }, () => new Response('')),
    );
    if (listens) await witness.did('listened on the network');
    return listens ? 'listens' : nothing;
  },
}));
