import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Both, connectBoth, forms, none, rejection } from '../fixtures/connections.ts';
import { createDemo, createLives } from '../fixtures/demo.ts';
import { hello, type Raw, row, startGreeted, startRaw } from '../fixtures/raw-peer.ts';
import type { Cell } from './wire.ts';

// PROTOCOL.md, "What breaks the protocol": each rule, by the rows that break it. A peer by hand says them.

const wait = (call: number): Cell[] => row(1, call, 1, 'wait');
const count = (call: number, credit: Cell): Cell[] => row(5, call, 1, 'count', credit, 10);

/** What is said behind hello. The connection has called `wait` as 1 and opened `count` as 2, with credit 100. */
const violations: readonly (readonly [rule: string, ...rows: Cell[][]])[] = [
  ['a second hello', hello()],
  ['an unknown operation', row(13, 1)],
  ['an unknown operation that is no number', row('call', 1)],
  ['an operation that is a very long text', row('x'.repeat(10_000), 1)],
  ['no operation', row(null, 1)],
  ['a row beyond the message', [4, 1, 1]],
  ['a row without cells', [0]],
  ['a row of one cell', [1, 1]],
  ['a length below nothing', [-1, 1, 1]],
  ['a length that is no integer', [2.5, 1, 1]],
  ['a length that is a text', ['2', 1, 1]],
  ['a subject that is no number', row(4, 'one')],
  ['a subject that is no integer', row(4, 1.5)],
  ['a subject that no number can hold exactly', row(4, 2 ** 53)],
  ['one number for two calls', wait(1), wait(1)],
  ['a number lower than the last', wait(2), wait(1)],
  ['a call numbered 0', wait(0)],
  ['a call numbered below 0', wait(-1)],
  ['one number for a call and a stream', wait(1), count(1, 100)],
  ['one number for a call and its parameter', row(1, 1, 1, 'sum', 1)],
  ['one number for two parameters', row(1, 1, 1, 'sum', 2), row(1, 3, 1, 'sum', 2)],
  ['one number for a parameter and a later call', row(1, 1, 1, 'sum', 2), wait(2)],
  ['a call of an object that was never given', row(1, 1, 99, 'wait')],
  ['a call of an object 0', row(1, 1, 0, 'wait')],
  ["a call of the caller's own object", row(1, 1, -1, 'wait')],
  ['a call of an object that is a text', row(1, 1, 'demo', 'wait')],
  ['a call without an object', row(1, 1)],
  ['a call without a method', row(1, 1, 1)],
  ['a call of a method that is a number', row(1, 1, 1, 7)],
  ['an answer to no call', row(2, 77)],
  ['an answer to a call that was answered', row(2, 1), row(2, 1)],
  ['an answer to a stream', row(2, 2, 5)],
  ['an error for no call', row(3, 77, false, null, 'no', null, null)],
  ['an error for a call that was answered', row(2, 1), row(3, 1, false, null, 'no', null, null)],
  ['an error without a record', row(3, 1, false)],
  ['an error whose message is no text', row(3, 1, false, null, 5, null, null)],
  ['an error whose code is a number', row(3, 1, false, 5, 'no', null, null)],
  ['an error whose first cell is no truth value', row(3, 1, 0, null, 'no', null, null)],
  ['an error with a message that is too long', row(3, 1, false, null, 'x'.repeat(8_193), null, null)],
  ['a cancel of a call that was not made', row(4, 1)],
  ['a stream without credit', row(5, 1, 1, 'count')],
  ['a stream with credit 0', count(1, 0)],
  ['a stream with credit below 0', count(1, -8)],
  ['a stream with credit that is a text', count(1, '100')],
  ['a stream with credit that is no integer', count(1, 0.5)],
  ['an item of no stream', row(6, -77, 16, 1)],
  ['an item of a stream that the other side did not give', row(6, 5, 16, 1)],
  ['an item without weight', row(6, -2)],
  ['an item whose weight is a text', row(6, -2, '16', 1)],
  ['an item that is heavier than it says', row(6, -2, 15, 1)],
  ['an item that weighs less than nothing', row(6, -2, -16, 1)],
  ['an item without credit', row(6, -2, 100, 1), row(6, -2, 100, 2), row(6, -2, 16, 3)],
  ['an item of a parameter that was not asked for', row(1, 1, 1, 'sumNever', 2), row(6, 2, 16, 1)],
  ['the end of no stream', row(7, -77)],
  ['a failure of no stream', row(8, -77, false, null, 'no', null, null)],
  ['a failure without a record', row(8, -2, 'no')],
  ['credit for no stream', row(9, 77, 100)],
  ['credit for a parameter that was not given', row(9, -77, 100)],
  ['credit that is nothing', count(1, 100), row(9, 1, 0)],
  ['credit below nothing', count(1, 100), row(9, 1, -100)],
  ['credit that is a text', count(1, 100), row(9, 1, 'more')],
  ['no credit', count(1, 100), row(9, 1)],
  ['a stop of no stream', row(10, 77)],
  ['a release of what is offered', row(11, 1)],
  ['a release of what was never given', row(11, 77)],
  ['a release of its own', row(11, -1)],
  ['a release of what is lent', row(11, 2)],
  ['a second release', row(1, 1, 1, 'open', 5), row(11, 3), row(11, 3)],
  ['an object that is given twice', row(1, 1, 1, 'use', 9, 1), row(1, 2, 1, 'use', 9, 1)],
  ['an object with a number lower than the last', row(1, 1, 1, 'use', 9, 1), row(1, 2, 1, 'use', 8, 1)],
];

const code = (error: unknown): unknown => (error as { code?: unknown }).code;

describe.each(forms)('in the form %s', (form) => {
  let good: Both;
  beforeAll(async () => {
    good = await connectBoth({ form });
  });
  afterAll(() => good.here.close());

  /** Says rows one message each, so that what an earlier one starts has happened. */
  const sayAll = async ({ say, quiet }: Raw, rows: readonly Cell[][]): Promise<void> => {
    for (const one of rows) {
      say(one);
      await quiet();
    }
  };

  test.each(violations.map(([rule, ...rows]) => [rule, rows] as const))(
    '%s ends the connection, all that was open with it, and no other',
    async (_, rows) => {
      const own = { ...createDemo(), sum: () => new Promise<number>(() => {}) };
      const raw = await startGreeted({ form, own, limits: { window: 100 } });
      const { connection, demo, heard, quiet } = raw;
      const open = [
        demo.wait(),
        demo.count(5)[Symbol.asyncIterator]().next(),
        demo.use(createLives().open(), 1),
      ];
      const ended = Promise.allSettled(open);
      await quiet();
      await sayAll(raw, rows);
      const reason = await connection.closed;

      expect(code(reason)).toBe('protocol_violation');
      // Where the violation stands behind an answer, that call has its answer.
      const others = rows.length > 1 ? 1 : 0;
      const rejected = (await ended).filter((end) => end.status === 'rejected' && end.reason === reason);
      expect(rejected.length).toBeGreaterThanOrEqual(open.length - others);
      expect(connection.pending).toEqual(none);
      expect(heard.at(-1)?.slice(0, 2)).toEqual([12, 'protocol_violation']);
      expect(String(heard.at(-1)?.[2]).length).toBeLessThan(1_100);
      expect(await good.demo.add(1, 2)).toBe(3);
    },
  );

  test.each<readonly [string, Cell[]]>([
    ['a call', wait(1)],
    ['an answer', row(2, 1)],
    ['credit', row(9, 1, 100)],
    ['a row without a length', ['hello']],
    ['an unknown operation', row(99, 99)],
  ])('%s before hello ends the connection', async (_, rows) => {
    const raw = startRaw({ form });
    raw.say(rows);

    expect(await rejection(raw.connecting)).toMatchObject({ code: 'protocol_violation' });
    expect(await good.demo.add(1, 2)).toBe(3);
  });

  test('more open calls than the limit end the connection', async () => {
    const raw = await startGreeted({ form, limits: { calls: 3 } });
    raw.say(wait(1), count(2, 1), wait(3));
    await raw.quiet();
    expect(raw.connection.pending.served).toBe(3);
    raw.say(wait(4));

    expect(code(await raw.connection.closed)).toBe('protocol_violation');
    expect(raw.connection.pending).toEqual(none);
  });

  test.each([
    ['of an unknown method', (id: number) => row(1, id, 1, 'none')],
    ['with arguments of another type', (id: number) => row(1, id, 1, 'greet', 5)],
    ['of a stream that is none', (id: number) => row(5, id, 1, 'greet', 8)],
  ])('calls %s keep their place until the turn ends', async (_, call) => {
    const { connection, say, quiet, heard } = await startGreeted({ form, limits: { calls: 3 } });
    for (const first of [1, 4]) {
      say(call(first), call(first + 1), call(first + 2));
      await quiet();
    }
    expect(heard.map(([, id]) => Math.abs(id as number))).toEqual([1, 2, 3, 4, 5, 6]);
    say(call(7), call(8), call(9), call(10));

    expect(await connection.closed).toMatchObject({
      code: 'protocol_violation',
      message: expect.stringContaining('more than 3 calls open'),
    });
    expect(connection.pending).toEqual(none);
  });

  test('a message with more cells than the limits allow ends the connection', async () => {
    const raw = await startGreeted({ form, limits: { cells: 10 } });
    raw.say([20_000, ...Array.from({ length: 20_000 }, () => 0)]);

    expect(code(await raw.connection.closed)).toBe('protocol_violation');
  });

  test('a message with more bytes than the limits allow ends the connection', async () => {
    const raw = await startGreeted({ form, limits: { size: 10 } });
    raw.send({ cells: row(1, 1, 1, 'bytes', 0), attachments: [new Uint8Array(300_000)] });

    expect(code(await raw.connection.closed)).toBe('protocol_violation');
  });

  test('one attachment named twice ends the call that names it again', async () => {
    const raw = await startGreeted({ form });
    const cells = [...row(1, 1, 1, 'bytes', 0), ...row(1, 2, 1, 'bytes', 0)];
    raw.send({ cells, attachments: [new Uint8Array(3)] });
    await raw.quiet();

    expect(raw.heard.map((one) => one.slice(0, 4))).toEqual([
      [3, 2, true, 'invalid_value'],
      [2, 1, 0],
    ]);
    await raw.connection.close();
  });

  test('a value of another type ends its call alone', async () => {
    const raw = await startGreeted({ form });
    raw.say(
      row(1, 1, 1, 'add', 'one', 2),
      row(1, 2, 1, 'add', 1),
      row(1, 3, 1, 'sum', 'x'),
      row(1, 4, 1, 'add', 1, 2, 3),
    );
    await raw.quiet();

    expect(raw.heard.map((one) => one.slice(0, 4))).toEqual([
      [3, 1, true, 'invalid_value'],
      [3, 2, true, 'invalid_value'],
      [3, 3, true, 'invalid_value'],
      [2, 4, 3],
    ]);
    await raw.connection.close();
  });

  test('an item of another type fails its stream alone, and stops its source', async () => {
    const raw = await startGreeted({ form });
    const next = rejection(raw.demo.count(5)[Symbol.asyncIterator]().next());
    await raw.quiet();
    raw.say(row(6, -1, 24, 'one'));

    expect(await next).toMatchObject({ code: 'invalid_value' });
    await raw.quiet();
    expect(raw.heard.at(-1)).toEqual([10, 1]);
    raw.say(row(6, -1, 16, 5), row(7, -1));
    await raw.quiet();
    expect(raw.connection.pending).toEqual(none);
    await raw.connection.close();
  });

  test('rows that cross the end of their stream are passed over', async () => {
    const raw = await startGreeted({ form });
    raw.say(count(1, 1_000));
    await raw.quiet();
    expect(raw.heard.at(-1)).toEqual([7, -1]);
    raw.say(row(9, 1, 100), row(10, 1), row(4, 1), row(1, 2, 1, 'add', 1, 2));
    await raw.quiet();

    expect(raw.heard.at(-1)).toEqual([2, 2, 3]);
    await raw.connection.close();
  });
});

describe('what only structured clone can carry', () => {
  const sparse: unknown[] = [];
  sparse.length = 4_000_000_000;
  const shared = new Uint8Array(new SharedArrayBuffer(4));
  const growing = new Uint8Array(Reflect.construct(ArrayBuffer, [4, { maxByteLength: 8 }]) as ArrayBuffer);
  const call = row(1, 1, 1, 'bytes', 0);

  test.each<readonly [string, unknown]>([
    ['no list', { cells: [] }],
    ['nothing', undefined],
    ['null', null],
    ['a text', 'bye'],
    ['a map', new Map([[0, [1]]])],
    ['a list of four billion holes', sparse],
    ['cells that are four billion holes', [sparse]],
    ['a list of holes', new Array(3)],
    ['an attachment that is none', [call, 'bytes']],
    ['an attachment that is a buffer', [call, new ArrayBuffer(4)]],
    ['an attachment of another type', [call, new Uint16Array(4)]],
    ['an attachment over shared memory', [call, shared]],
    ['an attachment whose length can change', [call, growing]],
    ['a hole for an attachment', Object.assign([call], { length: 2 })],
    ['a cell that is a list', [[4], 1, 1, 1, 'wait']],
    ['a length that is a bigint', [2n, 1, 1]],
    ['a subject that is an object', row(4, { valueOf: 1 } as never)],
    ['an operation that cannot be a text', row({ toString: 1 } as never, 1)],
    ['an object that cannot be a text', row(1, 1, { toString: 1 } as never, 'wait')],
  ])('%s ends the connection', async (_, data) => {
    const raw = await startGreeted();
    raw.pair.inject('a', data);

    expect(code(await raw.connection.closed)).toBe('protocol_violation');
    expect(raw.connection.pending).toEqual(none);
  });

  test.each<readonly [string, unknown]>([
    ['a bigint', 7n],
    ['a date', new Date(0)],
    ['a list', [1, [2]]],
    ['an object that cannot be a number', { valueOf: 1 }],
    ['a hole', undefined],
  ])('%s for an argument ends its call alone', async (_, cell) => {
    const raw = await startGreeted();
    raw.pair.inject('a', [...row(1, 1, 1, 'add', cell as never, 1), ...row(1, 2, 1, 'add', 1, 2)]);
    await raw.quiet();

    expect(raw.heard.map((one) => one.slice(0, 4))).toEqual([
      [3, 1, true, 'invalid_value'],
      [2, 2, 3],
    ]);
    await raw.connection.close();
  });

  test('a version that cannot be a text is a handshake that failed', async () => {
    const raw = startRaw();
    raw.pair.inject('a', row(0, { toString: 1 } as never, '{}'));

    expect(await rejection(raw.connecting)).toMatchObject({ code: 'handshake_failed' });
  });

  test('a last word that is no text is still the end', async () => {
    const raw = await startGreeted();
    raw.pair.inject('a', row(12, { toString: 1 } as never, [[]] as never));

    expect(code(await raw.connection.closed)).toBe('connection_closed');
  });
});

describe('what only frames can carry', () => {
  const frame = (text: string | Uint8Array, lengths: readonly number[] = []): Buffer => {
    const bytes = Buffer.from(text as string);
    const head = Buffer.alloc(8 + lengths.length * 4);
    head.writeUInt32LE(bytes.length, 0);
    head.writeUInt32LE(lengths.length, 4);
    for (const [index, length] of lengths.entries()) head.writeUInt32LE(length, 8 + index * 4);
    return Buffer.concat([head, bytes]);
  };
  const head = (...words: number[]): Buffer => Buffer.from(Uint32Array.from(words).buffer);

  test.each<readonly [string, Uint8Array]>([
    ['a text of four gigabytes', head(0xffff_ffff, 0)],
    ['four billion attachments', head(0, 0xffff_ffff)],
    ['attachments of four gigabytes each', head(2, 2, 0xffff_ffff, 0xffff_ffff)],
    ['text that is no UTF-8', frame(Uint8Array.of(0x5b, 0xff, 0xfe, 0x5d))],
    ['an empty text', frame('')],
    ['text that is no JSON', frame('[2, 4, 1')],
    ['JSON that is no list', frame('{"0": 2}')],
    ['JSON that is a number', frame('7')],
    ['a cell that is a list', frame('[[2], 4, 1]')],
    ['a row of lists', frame('[2, [4], [1]]')],
    ['lists in lists', frame('['.repeat(100_000) + ']'.repeat(100_000))],
    ['lists in lists without an end', frame('['.repeat(1_000_000))],
  ])('%s ends the connection', async (_, bytes) => {
    const raw = await startGreeted({ form: 'framed' });
    raw.pair.inject('a', bytes);

    expect(code(await raw.connection.closed)).toBe('protocol_violation');
    expect(raw.connection.pending).toEqual(none);
  });

  test('half a frame waits for its other half', async () => {
    const raw = await startGreeted({ form: 'framed' });
    const bytes = frame(JSON.stringify(row(1, 1, 1, 'add', 1, 2)));
    raw.pair.inject('a', bytes.subarray(0, 11));
    await raw.quiet();
    expect(raw.heard).toEqual([]);
    raw.pair.inject('a', bytes.subarray(11));
    await raw.quiet();

    expect(raw.heard).toEqual([[2, 1, 3]]);
    await raw.connection.close();
  });

  test('half a frame does not outlive the connection', async () => {
    const raw = await startGreeted({ form: 'framed' });
    raw.pair.inject('a', head(100, 0));
    await raw.quiet();
    await raw.connection.close();
    raw.pair.inject('a', Buffer.alloc(100, ' '));
    await raw.quiet();

    expect(raw.connection.pending).toEqual(none);
  });

  test('a list for an argument ends its call alone', async () => {
    const raw = await startGreeted({ form: 'framed' });
    raw.pair.inject('a', frame('[6, 1, 1, 1, "add", [[1]], {"a": {}}, 6, 1, 2, 1, "add", 1, 2]'));
    await raw.quiet();

    expect(raw.heard.map((one) => one.slice(0, 4))).toEqual([
      [3, 1, true, 'invalid_value'],
      [2, 2, 3],
    ]);
    await raw.connection.close();
  });
});
