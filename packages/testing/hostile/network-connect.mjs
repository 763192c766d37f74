// A connection from inside the host's network.

import { anyOf, builtin, Deno, turn } from './parts/platform.mjs';
import { nothing, target } from './parts/plugin.mjs';

export { wires } from './parts/plugin.mjs';

const { host, port, path } = { host: '127.0.0.1', port: Number('__PORT__'), path: '/__MARK__' };

export default target(({ witness }) => ({
  attack: async () => {
    const net = await builtin('node:net');
    const http = await builtin('node:http');
    const reached = await anyOf(
      async () => (await fetch(`http://${host}:${port}${path}`)).status,
      () => new Promise((resolve, reject) => http.get({ host, port, path }, resolve).on('error', reject)),
      () =>
        new Promise((resolve, reject) => {
          const socket = net.connect(port, host, () => resolve(socket.end(`GET ${path} HTTP/1.0\r\n\r\n`)));
          socket.on('error', reject);
        }),
      async () => {
        const connection = await Deno.connect({ hostname: host, port });
        await connection.write(new TextEncoder().encode(`GET ${path} HTTP/1.0\r\n\r\n`));
        connection.close();
        return true;
      },
      () => {
        const socket = new WebSocket(`ws://${host}:${port}${path}`);
        return new Promise((resolve, reject) => {
          socket.onopen = resolve;
          socket.onerror = reject;
        });
      },
    );
    await turn(20);
    if (reached) await witness.did('opened a connection');
    return reached ? 'reached' : nothing;
  },
}));
