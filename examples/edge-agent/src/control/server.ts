import { once } from 'node:events';
import { createServer, type Socket } from 'node:net';
import { reportOf } from '../errors.ts';
import { createAddress, removeAddress } from './address.ts';
import { type Reply, type Request, readLines } from './protocol.ts';

/** Answers a request, value by value; `gone` aborts when nobody waits for more. */
export type Answer = (request: Request, gone: AbortSignal) => AsyncIterable<unknown>;

/** An agent's open ear. */
export interface ControlServer {
  readonly address: string;
  /** Waits until the answers under way have been taken, a second at most, then leaves nothing behind. */
  close(): Promise<void>;
}

const maxRequest = 4 * 1024;
/** A client that reads so much too slowly is cut off: it must not make applications wait. */
const maxUnread = 1 << 20;

/** Listens at an address that only this user can reach. */
export const openControl = async (answer: Answer): Promise<ControlServer> => {
  const address = await createAddress();
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    socket.on('error', () => {});
    socket.on('close', () => sockets.delete(socket));
    sockets.add(socket);
    void serve(socket, answer);
  });
  server.listen(address);
  await once(server, 'listening');

  const close = async () => {
    const closed = new Promise((resolve) => server.close(resolve));
    const cut = setTimeout(() => {
      for (const socket of sockets) socket.destroy();
    }, 1_000);
    await closed;
    clearTimeout(cut);
    await removeAddress(address);
  };
  return { address, close };
};

const serve = async (socket: Socket, answer: Answer): Promise<void> => {
  const gone = new AbortController();
  socket.on('close', () => gone.abort());
  const send = (reply: Reply) => {
    socket.write(`${JSON.stringify(reply)}\n`);
    if (socket.writableLength > maxUnread) socket.destroy();
  };
  try {
    // Breaking the loop would destroy the socket before it is answered.
    const requests = readLines(socket.iterator({ destroyOnReturn: false }), maxRequest);
    const { value, done } = await requests.next();
    await requests.return();
    // Nothing more is read, but the end of it must be seen.
    socket.resume();
    if (done) return;
    for await (const one of answer(value as Request, gone.signal)) send({ value: one });
    send({ done: true });
  } catch (error) {
    if (!gone.signal.aborted) send({ error: reportOf(error) });
  } finally {
    socket.end();
  }
};
