import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { FrameReader } from './frame-reader.ts';
import { toFrame } from './framed-form.ts';
import type { Cell, Message } from './wire/message.ts';

const largest = { cells: 1_000, size: 100_000 };

const bytesOf = (...messages: readonly Message[]): Uint8Array => Buffer.concat(messages.flatMap(toFrame));

/** The chunks that cuts make of bytes. */
const cutAt = (bytes: Uint8Array, cuts: readonly number[]): Uint8Array[] => {
  const places = [0, ...cuts.map((cut) => cut % (bytes.length + 1)).sort((a, b) => a - b), bytes.length];
  return places.slice(1).map((end, index) => bytes.slice(places[index], end));
};

const readAll = (chunks: readonly Uint8Array[], reader = new FrameReader(largest)): Message[] =>
  chunks.flatMap((chunk) => reader.push(chunk));

const cell: fc.Arbitrary<Cell> = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.double({ noNaN: true, noDefaultInfinity: true }).map((number) => number + 0),
  fc.boolean(),
  fc.constant(null),
);
const message: fc.Arbitrary<Message> = fc
  .record({
    cells: fc.array(cell),
    attachments: fc.array(fc.uint8Array({ maxLength: 50 }), { maxLength: 5 }),
  })
  // Each attachment is named by a cell.
  .map(({ cells, attachments }) => ({ cells, attachments: attachments.slice(0, cells.length) }));

/** A head with the given words, and text behind it. */
const frame = (text: string, words: readonly number[]): Uint8Array =>
  Buffer.concat([Buffer.from(Uint32Array.from(words).buffer), Buffer.from(text)]);

describe('frames', () => {
  test('are the same messages, however their bytes are cut', () => {
    fc.assert(
      fc.property(fc.array(message), fc.array(fc.nat()), (messages, cuts) => {
        expect(readAll(cutAt(bytesOf(...messages), cuts))).toEqual(messages);
      }),
    );
  });

  test('can come byte by byte', () => {
    const messages: Message[] = [
      { cells: [1, 'two', null], attachments: [new Uint8Array([1, 2, 3]), new Uint8Array(0)] },
      { cells: [], attachments: [] },
      { cells: ['Zoë 👩‍🚀 \uD800'], attachments: [new Uint8Array(300).fill(9)] },
    ];
    const bytes = bytesOf(...messages);

    expect(readAll(Array.from(bytes, (byte) => Uint8Array.of(byte)))).toEqual(messages);
  });

  test('take little more room than their bytes, also byte by byte', () => {
    setFlagsFromString('--expose-gc');
    const collect = runInNewContext('gc') as () => void;
    const used = (): number => {
      collect();
      const { heapUsed, external } = process.memoryUsage();
      return heapUsed + external;
    };
    const attachment = new Uint8Array(300_000).fill(3);
    const bytes = bytesOf({ cells: [0], attachments: [attachment] });
    const reader = new FrameReader({ cells: 10, size: 1_000_000 });
    const before = used();
    const push = (from: number, to: number): Message[] => {
      const messages: Message[] = [];
      for (let at = from; at < to; at += 1) messages.push(...reader.push(Uint8Array.of(bytes[at] as number)));
      return messages;
    };
    push(0, bytes.length - 1);
    expect(used() - before).toBeLessThan(10_000_000);

    expect(push(bytes.length - 1, bytes.length)).toEqual([{ cells: [0], attachments: [attachment] }]);
  });

  test('hand out attachments of their own', () => {
    const chunk = bytesOf({ cells: [0], attachments: [new Uint8Array([1, 2]), new Uint8Array([3])] });
    const [read] = readAll([chunk]);
    chunk.fill(0);

    expect(read?.attachments).toEqual([new Uint8Array([1, 2]), new Uint8Array([3])]);
    for (const one of read?.attachments ?? []) expect(one.buffer.byteLength).toBe(one.length);
  });

  test.each([1, 50, 1_000, 20_000])('of %d characters carry nothing of another frame', (length) => {
    toFrame({ cells: ['secret'.repeat(length)], attachments: [] });
    for (const part of toFrame({ cells: ['x'.repeat(length)], attachments: [] })) {
      expect(part.buffer.byteLength).toBe(part.length);
      expect(structuredClone(part).buffer.byteLength).toBe(part.length);
    }
  });

  test('say whether one has begun', () => {
    const reader = new FrameReader(largest);
    const bytes = bytesOf({ cells: [1], attachments: [] });
    expect(reader.isInside).toBe(false);
    reader.push(bytes.subarray(0, 5));
    expect(reader.isInside).toBe(true);
    reader.push(bytes.subarray(5));
    expect(reader.isInside).toBe(false);
    reader.push(new Uint8Array(0));
    expect(reader.isInside).toBe(false);
  });
});

describe('limits', () => {
  test.each<readonly [string, Uint8Array]>([
    ['a text that no message can have', frame('', [0xffff_ffff, 0])],
    ['more attachments than cells', frame('', [0, 1_001])],
    ['attachments that are too large together', frame('', [2, 2, 50_000, 50_001])],
    ['more cells than allowed', frame(`[${'0,'.repeat(1_000)}0]`, [2_003, 0])],
  ])('%s end it as soon as they are known', (_, bytes) => {
    expect(() => readAll([bytes])).toThrow(
      expect.objectContaining({ code: 'protocol_violation' }) as unknown as Error,
    );
  });

  test('a text is refused by the head alone, from the first length that no message has', () => {
    const most = largest.size * 6 + largest.cells * 25;
    const reader = new FrameReader(largest);
    expect(reader.push(frame('', [most, 0]))).toEqual([]);
    expect(reader.isInside).toBe(true);

    expect(() => readAll([frame('', [most + 1, 0])])).toThrow('a frame is longer than any message');
  });

  test('what is just small enough passes', () => {
    const cells = Array.from({ length: 1_000 }, () => 0);
    const attachments = [new Uint8Array(50_000), new Uint8Array(50_000)];

    expect(readAll([bytesOf({ cells, attachments })])).toEqual([{ cells, attachments }]);
    const long = { cells: ['\u0000'.repeat(100_000)], attachments: [] };
    expect(readAll([bytesOf(long)])).toEqual([long]);
  });

  test('a length that is claimed takes no memory', () => {
    const before = process.memoryUsage().arrayBuffers;
    const readers = Array.from({ length: 100 }, () => {
      const reader = new FrameReader({ cells: 1_000_000, size: 64 * 1024 * 1024 });
      reader.push(frame('', [0, 1, 64 * 1024 * 1024]));
      return reader;
    });

    expect(readers.every(({ isInside }) => isInside)).toBe(true);
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(10_000_000);
  });
});

test('any bytes are messages or a violation', () => {
  const words = fc.tuple(fc.nat(64), fc.nat(3)).map((head) => frame('', head));
  const bytes = fc.oneof(
    fc.uint8Array({ maxLength: 200 }),
    fc.array(fc.oneof(words, fc.uint8Array())).map((all) => Buffer.concat(all)),
  );
  fc.assert(
    fc.property(bytes, (chunk) => {
      try {
        for (const { cells } of readAll([chunk])) expect(Array.isArray(cells)).toBe(true);
      } catch (error) {
        expect(error).toMatchObject({ code: 'protocol_violation' });
      }
    }),
  );
});
