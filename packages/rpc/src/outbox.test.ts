import { describe, expect, test } from 'vitest';
import { connectBoth, none, rejection } from '../fixtures/connections.ts';
import { Outbox } from './outbox.ts';
import { fullMessage, largestMessage } from './protocol.ts';
import type { Message } from './wire/message.ts';
import { RowWriter } from './wire/row-writer.ts';

const createOutbox = () => {
  const sent: Message[] = [];
  const outbox = new Outbox(new RowWriter(), (message) => sent.push(message));
  const turn = () => new Promise((resolve) => setTimeout(resolve, 0));
  return { sent, outbox, turn };
};

/** How many messages each side sends, from now on. */
const counted = async (other = {}) => {
  const counts = { a: 0, b: 0 };
  const both = await connectBoth({
    other: { add: async (one: number, two: number) => one + two, ...other },
    tamper: (data, from) => {
      counts[from] += 1;
      return [data];
    },
  });
  await both.pair.idle();
  Object.assign(counts, { a: 0, b: 0 });
  return { ...both, counts };
};

describe('calls of one turn', () => {
  test('travel in one message, and so do their answers', async () => {
    const { demo, counts, here } = await counted();
    await Promise.all(Array.from({ length: 50 }, (_, index) => demo.add(index, 1)));

    expect(counts).toEqual({ a: 1, b: 1 });
    await here.close();
  });

  test('travel together also where promises come between', async () => {
    const { demo, counts, here } = await counted();
    const after = async (depth: number): Promise<number> => (depth === 0 ? demo.add(1, 1) : after(depth - 1));
    await Promise.all([demo.add(0, 0), after(1), Promise.resolve().then(() => demo.add(2, 2)), after(2)]);

    expect(counts).toEqual({ a: 1, b: 1 });
    await here.close();
  });

  test('that answers make possible come with the next message', async () => {
    const { demo, counts, here } = await counted();
    const chain = async () => {
      let sum = 0;
      for (let step = 0; step < 5; step += 1) sum = await demo.add(sum, 1);
      return sum;
    };
    const sums = await Promise.all(Array.from({ length: 50 }, chain));

    expect(sums).toEqual(Array.from({ length: 50 }, () => 5));
    expect(counts).toEqual({ a: 5, b: 5 });
    await here.close();
  });

  test('of different turns travel in different messages', async () => {
    const { demo, counts, here, pair } = await counted();
    const first = demo.add(1, 1);
    await pair.idle();
    await Promise.all([first, demo.add(2, 2)]);

    expect(counts).toEqual({ a: 2, b: 2 });
    await here.close();
  });

  test('many errors of one turn keep to the size of a message', async () => {
    const sizes: number[] = [];
    const data = 'x'.repeat(60_000);
    const limits = { size: 1_000, cells: 100 };
    const both = await connectBoth({
      other: {
        fail: async () => {
          throw Object.assign(new Error('No'), { data });
        },
      },
      form: 'framed',
      here: { limits },
      tamper: (message) => {
        sizes.push((message as Uint8Array).length);
        return [message];
      },
    });
    const errors = await Promise.all(Array.from({ length: 100 }, () => rejection(both.demo.fail())));

    for (const error of errors) expect(error).toMatchObject({ name: 'RemoteError', data });
    expect(Math.max(...sizes)).toBeLessThan(largestMessage({ ...limits, depth: 1 }).size);
    expect([both.here.pending, both.there.pending]).toEqual([none, none]);
    await both.here.close();
  });
});

test('a call that a getter of an argument makes fails by a code, and the other one goes on', async () => {
  const { demo, here } = await connectBoth({ other: { texts: async (texts: readonly string[]) => texts } });
  let inner: Promise<unknown> = Promise.resolve();
  const texts = ['a', 'b'];
  Object.defineProperty(texts, 0, {
    get: () => {
      inner = rejection(demo.greet('x'));
      return 'got';
    },
  });

  expect(await demo.texts(texts)).toEqual(['got', 'b']);
  expect(await inner).toMatchObject({ code: 'reentrant_call' });
  expect(here.pending).toEqual(none);
  await here.close();
});

/** A row with a value, as whoever has values writes it. */
const write = (outbox: Outbox, operation: number, subject: number, value: (writer: RowWriter) => void) => {
  const writer = outbox.begin(operation, subject);
  try {
    value(writer);
  } catch (error) {
    outbox.undo();
    throw error;
  }
  outbox.end();
};

describe('Outbox', () => {
  test('sends a full message at once', () => {
    const { sent, outbox } = createOutbox();
    write(outbox, 1, 1, (writer) => writer.string('x'.repeat(fullMessage.size), 'text'));
    expect(sent).toHaveLength(1);
    for (let index = 0; sent.length === 1; index += 1) {
      expect(index).toBeLessThan(fullMessage.cells);
      outbox.send(4, index);
    }

    expect(sent[1]?.cells.length).toBeGreaterThanOrEqual(fullMessage.cells);
  });

  test('sends the first message of a turn sooner than those behind it', async () => {
    const { sent, outbox, turn } = createOutbox();
    for (let round = 0; round < 2; round += 1) {
      for (let index = 0; index < 1_000; index += 1) outbox.send(4, index);
      await turn();
      // Each row has three cells.
      expect(sent.splice(0).map(({ cells }) => cells.length)).toEqual([513, 1_026, 1_026, 435]);
    }
  });

  test('sends nothing where there is nothing', async () => {
    const { sent, outbox, turn } = createOutbox();
    outbox.flush();
    expect(() =>
      write(outbox, 1, 1, () => {
        throw new Error('no value');
      }),
    ).toThrow('no value');
    await turn();

    expect(sent).toEqual([]);
  });

  test('takes a row back whose value throws, and keeps the others', async () => {
    const { sent, outbox, turn } = createOutbox();
    outbox.send(4, 1);
    expect(() =>
      write(outbox, 1, 2, (writer) => {
        writer.bytes(new Uint8Array(3), 'bytes');
        writer.number('x' as never, 'number');
      }),
    ).toThrow('number');
    outbox.send(4, 3);
    await turn();

    expect(sent).toEqual([{ cells: [2, 4, 1, 2, 4, 3], attachments: [] }]);
  });

  test('puts rows that a value sends meanwhile behind it', async () => {
    const { sent, outbox, turn } = createOutbox();
    write(outbox, 1, 1, (writer) => {
      outbox.send(11, 5);
      writer.number(7, 'number');
    });
    await turn();

    expect(sent.map(({ cells }) => cells)).toEqual([[3, 1, 1, 7, 2, 11, 5]]);
  });

  test('sends large bytes that nobody has copied with their row, before their owner can change them', () => {
    const sent: Message[] = [];
    const writer = new RowWriter(undefined, undefined, fullMessage.size);
    const outbox = new Outbox(writer, (message) => sent.push(message));
    const [small, large] = [new Uint8Array([1, 2]), new Uint8Array(fullMessage.size)];
    write(outbox, 1, 1, (writer) => writer.bytes(small, 'bytes'));
    expect(sent).toEqual([]);
    write(outbox, 1, 2, (writer) => writer.bytes(large, 'bytes'));

    expect(sent.map(({ cells }) => cells)).toEqual([[3, 1, 1, 0, 3, 1, 2, 1]]);
    expect(sent[0]?.attachments).toEqual([small, large]);
    expect(sent[0]?.attachments[0]).not.toBe(small);
    expect(sent[0]?.attachments[1]?.buffer).toBe(large.buffer);
  });

  test('does not let a value write a row itself', () => {
    const { outbox } = createOutbox();

    expect(() => write(outbox, 1, 1, () => write(outbox, 1, 2, () => {}))).toThrow(
      expect.objectContaining({ code: 'reentrant_call' }) as unknown as Error,
    );
    write(outbox, 1, 3, () => {});
  });

  test('close() sends all whole rows and the last one, at once', () => {
    const { sent, outbox } = createOutbox();
    outbox.send(4, 1);
    outbox.close(12, 'over', 'It is over');

    expect(sent.map(({ cells }) => cells)).toEqual([[2, 4, 1, 3, 12, 'over', 'It is over']]);
  });

  test('close() while a value is written leaves its row out', () => {
    const { sent, outbox } = createOutbox();
    outbox.send(4, 1);
    write(outbox, 1, 2, (writer) => {
      writer.number(7, 'number');
      outbox.send(4, 2);
      outbox.close(12, 'over', 'It is over');
    });

    expect(sent[0]?.cells).toEqual([2, 4, 1, 2, 4, 2, 3, 12, 'over', 'It is over']);
  });
});
