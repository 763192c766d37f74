import fc from 'fast-check';
import { expect, test } from 'vitest';
import { FrameReader } from './frame-reader.ts';
import { FrameWriter } from './frame-writer.ts';
import type { Message } from './wire/message.ts';

const read = (parts: readonly Uint8Array[]): Message[] =>
  new FrameReader({ cells: 1_000, size: 100_000 }).push(Buffer.concat(parts));

test('what is written is read, short and long, with attachments and without', () => {
  const message = fc.record({
    cells: fc.array(fc.oneof(fc.string({ unit: 'binary' }), fc.boolean(), fc.constant('x'.repeat(2_000)))),
    attachments: fc.constantFrom<Uint8Array[]>([], [Uint8Array.of(1, 2)]),
  });
  fc.assert(
    fc.property(fc.array(message.filter(({ cells }) => cells.length > 0)), (messages) => {
      const writer = new FrameWriter();
      expect(read(messages.flatMap((one) => writer.write(one)))).toEqual(messages);
    }),
  );
});

test('frames stay as they are while others are written', () => {
  const writer = new FrameWriter();
  const messages = Array.from({ length: 5_000 }, (_, index) => ({ cells: [index, 'text'], attachments: [] }));
  const frames = messages.map((message) => writer.write(message));

  expect(frames.flatMap((parts) => read(parts))).toEqual(messages);
});

test('small frames of one writer share memory, and those of two do not', () => {
  const message = { cells: ['text'], attachments: [] };
  const [one, other] = [new FrameWriter(), new FrameWriter()];
  const [first, second, foreign] = [one, one, other].map((writer) => writer.write(message)[0]?.buffer);

  expect(second).toBe(first);
  expect(foreign).not.toBe(first);
});

test('one goes on where its memory was transferred away', () => {
  const writer = new FrameWriter();
  const [part] = writer.write({ cells: [1], attachments: [] });
  structuredClone(0, { transfer: [part?.buffer as ArrayBuffer] });

  expect(read(writer.write({ cells: [2], attachments: [] }))).toEqual([{ cells: [2], attachments: [] }]);
});
