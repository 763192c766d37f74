import { MortiseError } from '@mortise/core';
import { describe, expect, test } from 'vitest';
import { forms } from '../fixtures/connections.ts';
import { createMemoryPair } from './memory.ts';
import type { Transport } from './transport.ts';
import type { Message } from './wire/message.ts';

const largest = { cells: 100, size: 1_000 };

/** What arrives at one end. */
const listen = (transport: Transport) => {
  const heard: unknown[] = [];
  const ends: MortiseError[] = [];
  transport.open(
    { message: ({ cells }) => heard.push(cells[0]), closed: (reason) => ends.push(reason) },
    largest,
  );
  return { heard, ends };
};

const message = (cell: number, ...attachments: Uint8Array[]): Message => ({ cells: [cell], attachments });

describe.each(forms)('in the form %s', (form) => {
  test('messages arrive in order, and never from inside send()', async () => {
    const pair = createMemoryPair({ form });
    const { heard } = listen(pair.b);
    for (const cell of [1, 2, 3]) pair.a.send(message(cell));
    expect(heard).toEqual([]);
    await pair.idle();

    expect(heard).toEqual([1, 2, 3]);
  });

  test('what arrives before open() waits, the end too', async () => {
    const pair = createMemoryPair({ form });
    pair.a.send(message(1));
    pair.a.close();
    await pair.idle();
    const { heard, ends } = listen(pair.b);
    expect(heard).toEqual([]);
    await pair.idle();

    expect(heard).toEqual([1]);
    expect(ends.map(({ code }) => code)).toEqual(['connection_closed']);
  });

  test('what was sent before open() comes before what is sent after it', async () => {
    const pair = createMemoryPair({ form });
    pair.hold();
    pair.a.send(message(1));
    pair.step();
    pair.a.send(message(2));
    const { heard } = listen(pair.b);
    pair.step();
    await pair.idle();

    expect(heard).toEqual([1, 2]);
  });

  test('hold(), step() and flow() are fences', async () => {
    const pair = createMemoryPair({ form });
    const { heard } = listen(pair.b);
    await pair.idle();
    pair.hold();
    for (const cell of [1, 2, 3]) pair.a.send(message(cell));
    await pair.idle();
    expect([heard, pair.inFlight]).toEqual([[], 3]);
    expect(pair.step()).toBe(true);
    expect([heard, pair.inFlight]).toEqual([[1], 2]);
    pair.flow();
    await pair.idle();

    expect([heard, pair.inFlight, pair.step()]).toEqual([[1, 2, 3], 0, false]);
  });

  test('hold() from inside a delivery holds what comes behind it', async () => {
    const pair = createMemoryPair({ form });
    const heard: unknown[] = [];
    const hear = ({ cells }: Message): void => {
      heard.push(cells[0]);
      pair.hold();
    };
    pair.b.open({ message: hear, closed: () => {} }, largest);
    for (const cell of [1, 2]) pair.a.send(message(cell));
    await pair.idle();
    expect(heard).toEqual([1]);
    pair.flow();
    await pair.idle();

    expect(heard).toEqual([1, 2]);
  });

  test('close() lets what was sent arrive, and each side is told at most once', async () => {
    const pair = createMemoryPair({ form });
    const [atA, atB] = [listen(pair.a), listen(pair.b)];
    pair.a.send(message(1));
    pair.a.close();
    pair.a.close();
    pair.a.send(message(2));
    await pair.idle();
    pair.b.send(message(3));
    pair.b.close();
    await pair.idle();

    expect([atB.heard, atA.heard]).toEqual([[1], []]);
    expect(atB.ends).toHaveLength(1);
    expect(pair.inFlight).toBe(0);
  });

  test('crash() loses what is under way and tells both sides why', async () => {
    const pair = createMemoryPair({ form });
    const [atA, atB] = [listen(pair.a), listen(pair.b)];
    await pair.idle();
    pair.a.send(message(1));
    const reason = new MortiseError('crashed', 'It crashed');
    pair.crash(reason);
    await pair.idle();

    expect([atA.ends, atB.ends, atB.heard]).toEqual([[reason], [reason], []]);
  });

  test('inject() delivers as if the other side had sent it, and cuts off what is no message', async () => {
    const pair = createMemoryPair({ form });
    const { ends } = listen(pair.b);
    pair.inject('b', form === 'clone' ? 'text' : new Uint8Array(8).fill(255));
    await pair.idle();

    expect(ends.map(({ code }) => code)).toEqual(['protocol_violation']);
  });

  test('tamper() sees what passes and may drop or double it', async () => {
    const seen: string[] = [];
    const pair = createMemoryPair({
      form,
      tamper: (data, from) => {
        seen.push(from);
        return from === 'a' ? [data, data] : [];
      },
    });
    const [atA, atB] = [listen(pair.a), listen(pair.b)];
    pair.a.send(message(1));
    pair.b.send(message(2));
    await pair.idle();

    expect([atA.heard, atB.heard, seen]).toEqual([[], [1, 1], ['a', 'b']]);
  });

  test('neither side sees the memory of the other', async () => {
    const pair = createMemoryPair({ form });
    const got: Message[] = [];
    pair.b.open({ message: (one) => got.push(one), closed: () => {} }, largest);
    const bytes = new Uint8Array([1, 2, 3]);
    const sent = message(1, bytes);
    pair.a.send(sent);
    sent.cells.push(2);
    await pair.idle();

    expect(got).toEqual([{ cells: [1], attachments: [new Uint8Array([1, 2, 3])] }]);
    expect(got[0]?.attachments[0]?.buffer).not.toBe(bytes.buffer);
  });
});
