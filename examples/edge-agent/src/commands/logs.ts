import type { LogLine } from '@era/runtime';
import { ask } from '../control/client.ts';
import { usage } from '../errors.ts';
import type { Command } from './command.ts';
import { addressOf } from './directory.ts';

/** `era logs ID`: what an agent has kept of an application's output, then live until it ends. */
export const logs: Command = async ({ operands: [id, ...more], options: { state, json }, out, err }) => {
  if (id === undefined || more.length > 0) throw usage('Cannot show a log: name one application');
  for await (const line of ask<LogLine>(await addressOf(state, id), { ask: 'logs', id })) {
    const target = line.stream === 'stdout' || json ? out : err;
    await target.line(json ? JSON.stringify(line) : line.text);
    if (target.closed.aborted) break;
  }
  return 0;
};
