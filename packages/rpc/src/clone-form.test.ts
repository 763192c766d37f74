import { describe, expect, test } from 'vitest';
import { fromClone, toClone } from './clone-form.ts';

const largest = { cells: 10, size: 100 };

const through = (data: unknown) => fromClone(structuredClone(data), largest);

describe('toClone()', () => {
  test('is the list of cells alone where there are no attachments', () => {
    const cells = [1, 'a', null];

    expect(toClone({ cells, attachments: [] })).toEqual({ data: cells, transfer: [] });
  });

  test('moves the buffers of its attachments', () => {
    const attachments = [new Uint8Array([1]), new Uint8Array(0)];
    const { data, transfer } = toClone({ cells: [0], attachments });
    const moved = structuredClone(data, { transfer });

    expect(
      attachments.map(({ buffer }) => (buffer as ArrayBuffer & { detached?: boolean }).byteLength),
    ).toEqual([0, 0]);
    expect(fromClone(moved, largest)).toEqual({
      cells: [0],
      attachments: [new Uint8Array([1]), new Uint8Array(0)],
    });
  });
});

describe('fromClone()', () => {
  test('reads what toClone() makes', () => {
    for (const message of [
      { cells: [], attachments: [] },
      { cells: [2, 'a', 1.5, true, null], attachments: [] },
      { cells: [0, 1], attachments: [new Uint8Array(3), new Uint8Array(97)] },
    ])
      expect(through(toClone(message).data)).toEqual(message);
  });

  test('makes an attachment that is part of a larger buffer one of its own', () => {
    const large = new Uint8Array(1_000_000).fill(7);
    const { attachments } = through([[0], large.subarray(500, 501)]);

    expect(attachments).toEqual([new Uint8Array([7])]);
    expect(attachments[0]?.buffer.byteLength).toBe(1);
  });

  test('gives several views of one buffer a buffer each', () => {
    const bytes = new Uint8Array([1, 2, 3, 4]);
    for (const views of [
      [bytes, bytes],
      [bytes.subarray(0, 2), bytes],
      [bytes, bytes.subarray(2), bytes.subarray(0, 1)],
    ]) {
      const { attachments } = through([[0], ...views]);
      expect(attachments).toEqual(views.map((view) => Uint8Array.from(view)));
      expect(new Set(attachments.map(({ buffer }) => buffer)).size).toBe(views.length);
      for (const one of attachments) expect(one.length).toBe(one.buffer.byteLength);
    }
  });

  test('takes the bytes of a Buffer, which structured clone makes plain', () => {
    expect(through([[0], Buffer.from('ab')]).attachments).toEqual([new Uint8Array([97, 98])]);
  });

  test('counts all attachments together', () => {
    const parts = [new Uint8Array(50), new Uint8Array(50)];
    expect(through([[0], ...parts]).attachments).toEqual(parts);
    expect(() => through([[0], ...parts, new Uint8Array(1)])).toThrow('more than 100 bytes');
  });

  test('looks at a length before it looks at the list', () => {
    const huge: unknown[] = [];
    huge.length = 4_294_967_295;
    for (const data of [huge, [huge], Object.assign([[0]], { length: 4_294_967_295 })])
      expect(() => fromClone(data, largest)).toThrow('more than 10 cells');
    expect(() =>
      fromClone(
        Array.from({ length: 11 }, () => 0),
        largest,
      ),
    ).toThrow('more than 10 cells');
    expect(
      fromClone(
        Array.from({ length: 10 }, () => 0),
        largest,
      ).cells,
    ).toHaveLength(10);
  });

  test.each<readonly [string, unknown]>([
    ['undefined', undefined],
    ['a function', () => []],
    ['an object with a length', { length: 1, 0: 1 }],
    ['a typed array', new Uint8Array(4)],
    ['an attachment over shared memory', [[0], new Uint8Array(new SharedArrayBuffer(1))]],
    ['an attachment that only says that it is one', [[0], { [Symbol.toStringTag]: 'Uint8Array', length: 1 }]],
    ['an attachment made by a prototype', [[0], Object.create(Uint8Array.prototype)]],
    ['an attachment over something that is no buffer', [[0], new Proxy(new Uint8Array(1), {})]],
    ['a DataView', [[0], new DataView(new ArrayBuffer(1))]],
    ['a clamped array', [[0], new Uint8ClampedArray(1)]],
  ])('refuses %s', (_, data) => {
    expect(() => fromClone(data, largest)).toThrow(
      expect.objectContaining({ code: 'protocol_violation' }) as unknown as Error,
    );
  });
});
