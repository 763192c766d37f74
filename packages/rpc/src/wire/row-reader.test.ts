import type { ReadValue, WireReader } from '@mortise/core';
import { describe, expect, test } from 'vitest';
import { type ValueLimits, valueLimits } from './limits.ts';
import { RowReader } from './row-reader.ts';

const readerOf = (
  cells: readonly unknown[],
  attachments: Uint8Array[] = [],
  limits?: Partial<ValueLimits>,
) => {
  const reader = new RowReader({ ...valueLimits, ...limits });
  reader.open({ cells: cells as never, attachments });
  return reader;
};

const readString: ReadValue<string> = (r, at) => r.string(at);

interface Tree {
  readonly name?: string;
  readonly kids?: readonly Tree[];
}

const readTree = (r: WireReader, at: string | number): Tree => {
  r.object(at);
  const name = r.has() ? r.string('name') : undefined;
  const kids = r.has() ? r.list('kids', readTree) : undefined;
  r.end();
  return { ...(name !== undefined && { name }), ...(kids && { kids }) };
};

/** Whatever a hostile peer may put where a cell is expected. */
const anything: readonly unknown[] = [
  ...[
    undefined,
    null,
    true,
    false,
    '',
    'a',
    '1',
    '-',
    'length',
    '__proto__',
    0,
    1,
    10,
    -1,
    1.5,
    2 ** 53,
    1e308,
  ],
  ...[
    Number.NaN,
    Infinity,
    -0,
    1n,
    [],
    [0],
    {},
    { toString: 1, valueOf: 1 },
    () => 1,
    Symbol('a'),
    new Date(0),
  ],
];

const methods: readonly [string, (reader: RowReader) => unknown, (cell: unknown) => boolean][] = [
  ['string', (r) => r.string('a'), (cell) => typeof cell === 'string'],
  ['number', (r) => r.number('a'), (cell) => typeof cell === 'number'],
  ['boolean', (r) => r.boolean('a'), (cell) => typeof cell === 'boolean'],
  ['null', (r) => r.null('a'), (cell) => cell === 0],
  ['undefined', (r) => r.undefined('a'), (cell) => cell === 0],
  ['bytes', (r) => r.bytes('a'), (cell) => cell === 0],
  ['bigint', (r) => r.bigint('a'), (cell) => cell === '1'],
  ['date', (r) => r.date('a'), (cell) => typeof cell === 'number' && Math.abs(cell) <= 8.64e15],
  ['integer u8', (r) => r.integer('a', 'u8'), (cell) => cell === 0 || cell === 1 || cell === 10],
  ['integer s64', (r) => r.integer('a', 's64'), (cell) => cell === '1'],
  ['oneOf', (r) => r.oneOf('a', ['a', true]), (cell) => cell === 'a' || cell === true],
  ['union', (r) => r.union('a'), (cell) => cell === 0 || cell === 1],
  ['list', (r) => r.list('a', readString), (cell) => cell === 0],
  ['record', (r) => r.record('a', readString), (cell) => cell === 0],
  ['tuple', (r) => r.tuple('a', 1), (cell) => cell === 1],
  ['object', (r) => r.object('a'), (cell) => cell === 0],
  ['stub', (r) => r.stub('a', { name: 'A' } as never, true), () => false],
  ['stream', (r) => r.stream('a', readString), () => false],
];

describe('cells that anyone made', () => {
  test.each(methods)('%s() takes those of its type and no other ones', (_, read, isFine) => {
    for (const cell of anything) {
      const attempt = () => read(readerOf([cell], [new Uint8Array(1)]));
      if (isFine(cell)) expect(attempt, String(cell)).not.toThrow();
      else expect(attempt).toThrow(expect.objectContaining({ code: 'invalid_value' }));
    }
  });

  test.each(methods)('%s() finds nothing behind the last cell', (_, read) => {
    expect(() => read(readerOf([]))).toThrow(/found nothing, expected/);
  });

  test('are not read behind the end of their object', () => {
    const reader = readerOf([1, 'inside', 'outside']);
    reader.object('a');
    reader.string('b');
    expect(reader.has()).toBe(false);
    expect(() => reader.string('c')).toThrow('Cannot pass a.c on: found nothing, expected a string');
  });

  test('of an object that a newer sender wrote are passed over', () => {
    const reader = readerOf([6, 'a', null, 'newer', 5, true, null, 'next']);
    expect(readTree(reader, 'tree')).toEqual({ name: 'a' });
    expect(reader.string('b')).toBe('next');
  });

  test('of an object that an older sender wrote end early', () => {
    const reader = readerOf([1, 'a', 'next']);
    expect(readTree(reader, 'tree')).toEqual({ name: 'a' });
    expect(reader.string('b')).toBe('next');
  });

  test('cannot say that an object is longer than what holds it', () => {
    expect(() => readTree(readerOf([3, null, 1, 1, null]), 'tree')).toThrow('tree.kids[0] on: found 1');
    expect(() => readTree(readerOf([2, null]), 'tree')).toThrow('tree on: found 2, expected an object');
  });

  test('make no room for items that are not there', () => {
    for (const count of [2, 2 ** 31, 2 ** 53, 1e308]) {
      expect(() => readerOf([count, 'a']).list('a', readString)).toThrow('expected a list');
      expect(() => readerOf([count, 'a', 'b', 'c']).record('a', readString)).toThrow(
        /expected a (?:list|string)/,
      );
    }
  });

  test('stand in each other only so deep', () => {
    const nested = (depth: number) =>
      Array.from({ length: depth }, (_, index) => [(depth - index) * 3 - 1, null, 1]).flat();
    const deep = (count: number) => [...nested(count).slice(0, -1), null];
    expect(() => readTree(readerOf(deep(5), [], { depth: 9 }), 'tree')).not.toThrow();
    expect(() => readTree(readerOf(deep(5), [], { depth: 8 }), 'tree')).toThrow(
      'Cannot pass tree.kids[0] on: it has more than 8 levels',
    );
    expect(() => readTree(readerOf(deep(100_000)), 'tree')).toThrow('more than 64 levels');
  });
});

describe('values', () => {
  test('number() reads what JSON cannot say', () => {
    const reader = readerOf(['NaN', 'Infinity', '-Infinity', '-0', 5]);
    expect([1, 2, 3, 4, 5].map((at) => reader.number(at))).toStrictEqual([
      Number.NaN,
      Infinity,
      -Infinity,
      -0,
      5,
    ]);
  });

  test('integer() gives no negative zero, which structured clone keeps', () => {
    expect(readerOf([-0]).integer('a', 's8')).toBe(0);
  });

  test('bigint() reads no more digits than it can in good time', () => {
    expect(readerOf(['9'.repeat(4_096)]).bigint('a')).toBe(10n ** 4_096n - 1n);
    expect(() => readerOf(['9'.repeat(4_097)]).bigint('a')).toThrow('expected a bigint');
    for (const text of ['', '-', '0x10', '1n', ' 1', '1 ', '1\n', '+1', '1e3']) {
      expect(() => readerOf([text]).bigint('a')).toThrow('expected a bigint');
    }
  });

  test('date() reads up to the last day that there is', () => {
    expect(readerOf([8.64e15]).date('a')).toEqual(new Date(8.64e15));
    expect(() => readerOf([8.64e15 + 1]).date('a')).toThrow('expected a Date');
  });

  test('bytes() hands out each attachment once', () => {
    const bytes = new Uint8Array([1]);
    const reader = readerOf([0, 0], [bytes]);
    expect(reader.bytes('a')).toBe(bytes);
    expect(() => reader.bytes('b')).toThrow('Cannot pass b on: found 0, expected bytes');
  });

  test('record() gives every key as a property of its own and changes nothing else', () => {
    const keys = ['__proto__', 'constructor', 'toString', 'a', '', '1'];
    const value = readerOf([keys.length, ...keys.flatMap((key) => [key, 'x'])]).record('a', readString);
    expect(Object.keys(value).sort()).toEqual([...keys].sort());
    expect(Object.getPrototypeOf(value)).toBe(Object.prototype);
    expect(Object.getOwnPropertyDescriptor(value, '__proto__')).toEqual({
      ...{ value: 'x', writable: true, enumerable: true, configurable: true },
    });
    expect(({} as { x?: unknown }).x).toBeUndefined();
    expect(Object.hasOwn(Object.prototype, 'a')).toBe(false);
  });

  test('record() keeps the last of two values with one key', () => {
    expect(readerOf([2, 'a', 'x', 'a', 'y']).record('r', readString)).toEqual({ a: 'y' });
  });

  test('tuple() and leave() put elements where they stand', () => {
    const reader = readerOf([2, 'a', 2]);
    reader.tuple('pair', 2);
    reader.string(0);
    expect(() => reader.string(1)).toThrow('Cannot pass pair[1] on: found 2, expected a string');
  });

  test.each([-77.5, 0, 1, 3, 2.5, 1e308])('tuple() of two values takes no %d for their number', (count) => {
    const reader = readerOf([count, 'a', 'b']);
    expect(() => reader.tuple('pair', 2)).toThrow(`found ${count}, expected a list of 2`);
  });

  test('begin() forgets the value before, also one that was not read to its end', () => {
    const reader = readerOf([2, 1, 'a', 'b']);
    reader.object('outer');
    reader.object('inner');
    reader.begin(3, 4);
    expect(() => reader.number('x')).toThrow('Cannot pass x on: found "b", expected a number');
  });

  test('next() gives any cell, and nothing behind the last one', () => {
    const reader = readerOf(['a', null]);
    expect([reader.next(), reader.next(), reader.next()]).toEqual(['a', null, undefined]);
  });
});
