import { ask } from '../control/client.ts';
import { usage } from '../errors.ts';
import { outcomeOf } from '../outcome.ts';
import type { ManagedStatus } from '../runtime-manager.ts';
import type { Command } from './command.ts';
import { addressOf } from './directory.ts';

/** `era stop ID…`: asks the agents that have them to end applications, and waits. */
export const stop: Command = async ({ operands, options: { state, timeout, json }, out }) => {
  if (operands.length === 0) throw usage('Cannot stop: no application is named');
  for (const id of operands) {
    const request = { ask: 'stop', id, ...(timeout === undefined ? {} : { timeout }) } as const;
    for await (const status of ask<ManagedStatus>(await addressOf(state, id), request)) {
      await out.line(json ? JSON.stringify(status) : `${id}: ${outcomeOf(status)}`);
    }
  }
  return 0;
};
