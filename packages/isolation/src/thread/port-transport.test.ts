import { MessageChannel, type MessagePort } from 'node:worker_threads';
import { MortiseError } from '@mortise/core';
import { startLeakCheck, transportConformance } from '@mortise/testing';
import { describe, expect, test } from 'vitest';
import { type Port, PortTransport, textForm } from './port-transport.ts';

const ended = new MortiseError('plugin_ended', 'It has ended');

/** Two transports over a channel of Node. Like a thread's, they are told of the end by whoever holds them. */
const startEnds = (form?: typeof textForm) => async () => {
  const { port1, port2 } = new MessageChannel();
  const [a, b] = [port1, port2].map((port) => new PortTransport(port as unknown as Port, form)) as [
    PortTransport,
    PortTransport,
  ];
  for (const [port, transport] of [
    [port1, a],
    [port2, b],
  ] as const)
    port.once('close', () => transport.hangUp(ended));
  return {
    a: closing(a, port1),
    b: closing(b, port2),
    end: async () => {
      for (const port of [port1, port2]) port.close();
    },
  };
};

const closing = (transport: PortTransport, port: MessagePort): PortTransport =>
  Object.assign(transport, {
    close: () => {
      PortTransport.prototype.close.call(transport);
      port.close();
    },
  });

describe.each([
  ['clones', undefined],
  // Both ends are ours here: neither gets values that only engines take.
  ['texts', { ...textForm, isNested: false }],
] as const)('a port that carries %s', (_, form) => {
  for (const { name, run } of transportConformance)
    test(name, async () => {
      const check = startLeakCheck();
      await run(startEnds(form));
      await check();
    });
});

/** A port that remembers what was posted. */
const fakePort = () => {
  const posted: unknown[] = [];
  const listeners = new Set<(data: unknown) => void>();
  const port: Port = {
    postMessage: (data) => posted.push(data),
    on: (_, listener) => listeners.add(listener),
    off: (_, listener) => listeners.delete(listener),
  };
  return {
    port,
    posted,
    listeners,
    arrive: (data: unknown) => {
      for (const listener of listeners) listener(data);
    },
  };
};

const bytes = (length: number) => ({ cells: [0], attachments: [new Uint8Array(length)] });

test('unsent counts what the other side has not said that it has read', async () => {
  const { port, posted, arrive } = fakePort();
  const transport = new PortTransport(port);
  transport.open({ message: () => {}, closed: () => {} }, { cells: 10, size: 10 });
  await Promise.resolve();
  transport.send(bytes(100));
  expect(posted).toHaveLength(1);
  transport.send(bytes(300_000));
  const asked = posted.at(-1) as number;
  expect(transport.unsent).toBe(asked);
  // What was not asked for, and what was not sent, is no answer.
  for (const lie of [-asked - 1, Number.NaN, Number.NEGATIVE_INFINITY, -0.5 * asked - 1e9]) arrive(lie);
  expect(transport.unsent).toBe(asked);
  arrive(-asked);
  expect(transport.unsent).toBe(0);
});

test('what cannot be read ends it, with the reason, and it listens no more', async () => {
  const { port, listeners, arrive } = fakePort();
  const transport = new PortTransport(port);
  const reasons: string[] = [];
  transport.open({ message: () => {}, closed: ({ code }) => reasons.push(code) }, { cells: 10, size: 10 });
  await Promise.resolve();
  for (const data of ['garbage', null, [Symbol.iterator], { length: 4e9 }]) arrive(data);
  expect(reasons).toEqual(['protocol_violation']);
  expect(listeners.size).toBe(0);
  transport.send(bytes(1));
  transport.hangUp(ended);
  expect(reasons).toHaveLength(1);
});
