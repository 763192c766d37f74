// What runs in an engine before a plugin does. It is evaluated once; engines are copies of the memory behind it.

import { fire, host } from './set-up.ts';

// The globals that it brings are needed while all others are evaluated: it stays above this line, which the
// formatter does not sort across.

import { type GuestTask, serveGuest } from '@mortise/isolation/guest';
import { EngineTransport } from './engine-transport.ts';
import { offerEntry } from './host-calls.ts';

const transport = new EngineTransport(host);

let flush: (() => void) | undefined;
const options = {
  isLean: true,
  atTurnEnd: (next: () => void) => {
    flush = next;
  },
};

const { get: stackOf } = Object.getOwnPropertyDescriptor(Error.prototype, 'stack') as { get(): unknown };

offerEntry({
  fire,
  run: (task, module) => {
    void serveGuest(transport, JSON.parse(task) as GuestTask, () => module, options);
  },
  endTurn: () => {
    flush?.();
    flush = undefined;
  },
  receive: transport.receive,
  receiveWith: transport.receiveWith,
  stackOf,
});
