import { createConnection } from 'node:net';
import { agentGone, agentSilent } from '../errors.ts';
import { type Reply, type Request, readLines } from './protocol.ts';

const maxReply = 1 << 20;

/**
 * Asks the agent at an address.
 *
 * @param patience how long it may be silent, in milliseconds; without it, for ever
 * @throws `agent_gone` where there is none, `agent_silent`, or the error that it answers with
 */
export async function* ask<T>(
  address: string,
  request: Request,
  patience = 0,
): AsyncGenerator<T, void, undefined> {
  const socket = createConnection(address);
  socket.setTimeout(patience, () => {
    // Timers come first: where it was us who were busy, its answer is read in this turn.
    const before = socket.bytesRead;
    setImmediate(() => {
      if (socket.bytesRead === before) socket.destroy(agentSilent(address));
    });
  });
  socket.write(`${JSON.stringify(request)}\n`);
  try {
    for await (const line of readLines(socket, maxReply)) {
      const reply = line as Reply;
      if ('done' in reply) return;
      if ('error' in reply) throw Object.assign(new Error(reply.error.message), reply.error);
      yield reply.value as T;
    }
  } catch (error) {
    const { code = '' } = error as NodeJS.ErrnoException;
    throw ['ECONNREFUSED', 'ECONNRESET', 'ENOENT', 'EPIPE'].includes(code) ? agentGone(address) : error;
  } finally {
    socket.destroy();
  }
  throw agentGone(address);
}
