import { MortiseError } from '@mortise/core';
import { expect, test, vi } from 'vitest';
import { connectBoth, none } from '../fixtures/connections.ts';
import { protocolViolation } from './errors.ts';
import { toFrame } from './framed-form.ts';
import { Inbox, readFrames } from './inbox.ts';

const largest = { cells: 10, size: 100 };
const gone = new MortiseError('gone', 'It has gone');

/** An inbox for numbers, and what its receiver hears: cells, and codes of ends. */
const createInbox = (onClosed?: () => void) => {
  const heard: unknown[] = [];
  const inbox: Inbox<number> = new Inbox((_, deliver) => {
    return (number) => {
      if (number < 0) throw number === -1 ? protocolViolation('it is negative') : new RangeError('below');
      deliver({ cells: [number], attachments: [] });
    };
  }, onClosed);
  const receiver = {
    message: ({ cells }: { cells: unknown[] }) => heard.push(...cells),
    closed: ({ code }: MortiseError) => heard.push(code, inbox.isClosed),
  };
  return { inbox, heard, receiver, open: () => inbox.open(receiver, largest) };
};

test('what arrives before open() waits, the end too, and nothing overtakes it', async () => {
  const { inbox, heard, open } = createInbox();
  inbox.receive(1);
  open();
  inbox.receive(2);
  inbox.hangUp(gone);
  inbox.receive(3);
  expect(heard).toEqual([]);
  await Promise.resolve();
  expect(heard).toEqual([1, 2, 'gone', true]);
});

test('an end is told once, and nothing comes behind it', async () => {
  const onClosed = vi.fn();
  const { inbox, heard, open } = createInbox(onClosed);
  open();
  await Promise.resolve();
  inbox.hangUp(gone);
  inbox.hangUp(gone);
  inbox.close();
  inbox.receive(1);
  expect(heard).toEqual(['gone', true]);
  expect(onClosed).toHaveBeenCalledTimes(1);
});

test('who closes it is told nothing', async () => {
  const { inbox, heard, open } = createInbox();
  inbox.receive(1);
  open();
  inbox.close();
  inbox.hangUp(gone);
  await Promise.resolve();
  expect(heard).toEqual([]);
});

test.each([-1, -2])('what cannot be read (%d) breaks the protocol, and ends it', async (number) => {
  const onClosed = vi.fn();
  const { inbox, heard, open } = createInbox(onClosed);
  open();
  await Promise.resolve();
  for (const one of [1, number, 2]) inbox.receive(one);
  // While it is told, the receiver may still say why.
  expect(heard).toEqual([1, 'protocol_violation', false]);
  expect(inbox.isClosed).toBe(true);
  expect(onClosed).toHaveBeenCalledTimes(1);
});

test('who closes it at a message gets no more, also of those that came with that', async () => {
  const inbox: Inbox<Uint8Array> = new Inbox(readFrames);
  const message = vi.fn(() => inbox.close());
  inbox.open({ message, closed: () => {} }, largest);
  await Promise.resolve();
  const frame = Buffer.concat(toFrame({ cells: [1], attachments: [] }));
  inbox.receive(Buffer.concat([frame, frame]));
  expect(message).toHaveBeenCalledTimes(1);
});

test('readFrames() keeps messages to their size', async () => {
  const inbox: Inbox<Uint8Array> = new Inbox(readFrames);
  const closed = vi.fn();
  inbox.open({ message: () => {}, closed }, largest);
  await Promise.resolve();
  const attachments = [new Uint8Array(largest.size + 1)];
  for (const part of toFrame({ cells: [1], attachments })) inbox.receive(part);
  expect(closed.mock.calls).toMatchObject([[{ code: 'protocol_violation' }]]);
});

test('a connection says why before it ends: what it got is no message', async () => {
  const { pair, here, there } = await connectBoth();
  pair.inject('b', 'no list');
  expect(await there.closed).toMatchObject({ code: 'protocol_violation' });
  expect(await here.closed).toMatchObject({
    code: 'connection_closed',
    message: expect.stringContaining('protocol_violation'),
  });
  await pair.idle();
  expect([here.pending, there.pending, pair.inFlight]).toEqual([none, none, 0]);
});
