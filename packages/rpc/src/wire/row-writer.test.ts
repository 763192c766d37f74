import { runInNewContext } from 'node:vm';
import type { WireWriter, WriteValue } from '@mortise/core';
import { describe, expect, test } from 'vitest';
import { type ValueLimits, valueLimits } from './limits.ts';
import { RowWriter } from './row-writer.ts';

const write = (how: (writer: RowWriter) => void, limits?: Partial<ValueLimits>) => {
  const writer = new RowWriter({ ...valueLimits, ...limits });
  how(writer);
  return writer.take();
};

const cellsOf = (how: (writer: RowWriter) => void) => write(how).cells;

interface Tree {
  readonly name?: string;
  readonly kids?: readonly Tree[];
}

const writeString: WriteValue<string> = (w, value, at) => w.string(value, at);
const writeMaybe: WriteValue<string | undefined> = (w, value, at) => {
  if (w.has(value)) w.string(value, at);
};
const writeTree = (w: WireWriter, value: Tree, at: string | number): void => {
  w.object(value, at);
  if (w.has(value.name)) w.string(value.name, 'name');
  if (w.has(value.kids)) w.list(value.kids, 'kids', writeTree);
  w.end();
};

describe('cells', () => {
  test.each<[number, unknown]>([
    [1.5, 1.5],
    [0, 0],
    [-0, '-0'],
    [Number.NaN, 'NaN'],
    [Infinity, 'Infinity'],
    [-Infinity, '-Infinity'],
    [2 ** 53, 2 ** 53],
    [2 ** 53 + 2, 2 ** 53 + 2],
    [Number.MIN_VALUE, 5e-324],
  ])('number() writes %d as %o', (value, cell) => {
    expect(cellsOf((w) => w.number(value, 'a'))).toStrictEqual([cell]);
  });

  test('keep a lone surrogate through JSON', () => {
    const cells = cellsOf((w) => w.string('a\ud800', 'a'));
    expect(JSON.parse(JSON.stringify(cells))).toEqual(['a\ud800']);
  });

  test('begin with null only where a value is absent', () => {
    expect(cellsOf((w) => w.has(undefined))).toEqual([null]);
    expect(cellsOf((w) => w.null(null, 'a'))).toEqual([0]);
    expect(cellsOf((w) => w.undefined(undefined, 'a'))).toEqual([0]);
  });

  test('say how long an object is, so that a reader can pass over what it does not know', () => {
    const tree = { name: 'a', kids: [{ name: 'b' }, {}] };
    expect(cellsOf((w) => writeTree(w, tree, 'tree'))).toEqual([8, 'a', 2, 2, 'b', null, 2, null, null]);
  });

  test('tell a tuple whose first element is absent from no tuple', () => {
    const writePair = (w: RowWriter, value: readonly [string | undefined]) => {
      if (!w.has(value)) return;
      w.tuple(value, 'pair', 1);
      if (w.has(value[0])) w.string(value[0], 0);
      w.leave();
    };
    expect(cellsOf((w) => writePair(w, [undefined]))).toEqual([1, null]);
    expect(cellsOf((w) => writePair(w, undefined as never))).toEqual([null]);
  });

  test('integer() writes no negative zero, and a bigint as text', () => {
    expect(cellsOf((w) => w.integer(-0, 'a', 's8'))).toStrictEqual([0]);
    expect(cellsOf((w) => w.integer(2n ** 64n - 1n, 'a', 'u64'))).toEqual(['18446744073709551615']);
  });

  test.each([
    ['u8', 0, 255],
    ['u16', 0, 65_535],
    ['u32', 0, 4_294_967_295],
    ['s8', -128, 127],
    ['s16', -32_768, 32_767],
    ['s32', -2_147_483_648, 2_147_483_647],
  ] as const)('integer() takes %s from %d to %d', (kind, least, greatest) => {
    const integer = (value: number | bigint) => () => cellsOf((w) => w.integer(value, 'a', kind));
    expect([integer(least)(), integer(greatest)()]).toEqual([[least], [greatest]]);
    for (const value of [least - 1, greatest + 1, 0.5, Number.NaN, Infinity, 1n])
      expect(integer(value)).toThrow(`expected an integer from ${least} to ${greatest}`);
  });

  test.each([
    ['u64', 0n, 2n ** 64n - 1n],
    ['s64', -(2n ** 63n), 2n ** 63n - 1n],
  ] as const)('integer() takes %s from %d to %d', (kind, least, greatest) => {
    const integer = (value: number | bigint) => () => cellsOf((w) => w.integer(value, 'a', kind));
    expect([integer(least)(), integer(greatest)()]).toEqual([[`${least}`], [`${greatest}`]]);
    for (const value of [least - 1n, greatest + 1n, 1])
      expect(integer(value)).toThrow(`expected an integer from ${least} to ${greatest}, as bigint`);
  });

  test('union() names the kind of a value', () => {
    const all = ['a', 1, true, null, undefined, new Uint8Array(), 1n, new Date(0), [], {}];
    expect(all.map((value) => cellsOf((w) => w.union(value, 'a')))).toEqual(all.map((_, index) => [index]));
  });
});

describe('values of another realm', () => {
  const foreign = <T>(code: string): T => runInNewContext(code) as T;

  test('are values of their kind', () => {
    const kind = (value: unknown) => new RowWriter().union(value, 'a');
    expect(kind(foreign('new Date(5)'))).toBe('date');
    expect(kind(foreign('new Uint8Array(5)'))).toBe('bytes');
    expect(kind(foreign('[1]'))).toBe('list');
    expect(kind(foreign('({})'))).toBe('object');
  });

  test('are written as any other', () => {
    expect(cellsOf((w) => w.date(foreign('new Date(5)'), 'a'))).toEqual([5]);
    expect(cellsOf((w) => w.list(foreign<string[]>('["x"]'), 'a', writeString))).toEqual([1, 'x']);
    const { attachments } = write((w) => w.bytes(foreign('new Uint8Array([1, 2])'), 'a'));
    expect(attachments[0]).toBeInstanceOf(Uint8Array);
    expect(attachments).toEqual([new Uint8Array([1, 2])]);
  });

  test('that only look like one are refused', () => {
    const fakeDate = Object.create(Date.prototype);
    expect(() => cellsOf((w) => w.date(fakeDate, 'a'))).toThrow('expected a valid Date');
    expect(new RowWriter().union(fakeDate, 'a')).toBe('object');
    expect(new RowWriter().union({ [Symbol.toStringTag]: 'Date' }, 'a')).toBe('object');
    const view = new DataView(new ArrayBuffer(2));
    const fakeBytes = Object.defineProperty(view, Symbol.toStringTag, { value: 'Uint8Array' });
    expect(() => cellsOf((w) => w.bytes(fakeBytes as never, 'a'))).toThrow('expected a Uint8Array');
  });
});

describe('bytes()', () => {
  test('copies, so that what the owner does later changes nothing', () => {
    const bytes = new Uint8Array([1, 2]);
    const { cells, attachments } = write((w) => w.bytes(bytes, 'a'));
    bytes[0] = 9;
    expect({ cells, attachments }).toEqual({ cells: [0], attachments: [new Uint8Array([1, 2])] });
  });

  test('makes a plain Uint8Array of a Buffer, and of a part of one only that part', () => {
    const [bytes] = write((w) => w.bytes(Buffer.from('hello').subarray(1, 3), 'a')).attachments;
    expect(Object.getPrototypeOf(bytes)).toBe(Uint8Array.prototype);
    expect(bytes?.buffer.byteLength).toBe(2);
    expect(bytes).toEqual(new Uint8Array([101, 108]));
  });

  test('takes bytes out of memory that is shared', () => {
    const [bytes] = write((w) => w.bytes(new Uint8Array(new SharedArrayBuffer(2)), 'a')).attachments;
    expect(bytes?.buffer).toBeInstanceOf(ArrayBuffer);
  });

  test('refuses bytes whose buffer is gone', () => {
    const bytes = new Uint8Array(2);
    structuredClone(bytes, { transfer: [bytes.buffer] });
    expect(() => cellsOf((w) => w.bytes(bytes, 'a'))).toThrow('whose buffer was not transferred away');
    // Also where whoever sends them copies them.
    const writer = new RowWriter(undefined, undefined, 1);
    expect(() => writer.bytes(bytes, 'a')).toThrow('whose buffer was not transferred away');
  });

  test('names each attachment by its place', () => {
    const three = (w: RowWriter) => [1, 2, 3].forEach((one) => void w.bytes(new Uint8Array(one), 'a'));
    const { cells, attachments } = write(three);
    expect(cells).toEqual([0, 1, 2]);
    expect(attachments.map(({ length }) => length)).toEqual([1, 2, 3]);
  });
});

describe('record()', () => {
  test('writes own keys of any name', () => {
    const value = JSON.parse('{ "__proto__": "a", "constructor": "b", "": "c" }');
    expect(cellsOf((w) => w.record(value, 'a', writeString))).toEqual([
      ...[3, '__proto__', 'a', 'constructor', 'b', '', 'c'],
    ]);
  });

  test('writes nothing that is inherited', () => {
    const value = Object.create({ inherited: 'x' }, { own: { value: 'y', enumerable: true } });
    expect(cellsOf((w) => w.record(value, 'a', writeString))).toEqual([1, 'own', 'y']);
  });

  test.each([[[]], [new Date()], [new Uint8Array(1)], [null], ['text']])('refuses %o', (value) => {
    expect(() => cellsOf((w) => w.record(value as never, 'a', writeString))).toThrow('expected an object');
  });
});

describe('list()', () => {
  test('writes the holes of a list as absent, and refuses them where nothing may be', () => {
    const sparse = ['a'];
    sparse[2] = 'c';
    expect(cellsOf((w) => w.list(sparse, 'a', writeMaybe))).toEqual([3, 'a', null, 'c']);
    expect(() => cellsOf((w) => w.list(sparse, 'items', writeString))).toThrow(
      'items[1] on: found undefined',
    );
  });

  test('refuses a long list of nothing before it is gone through', () => {
    expect(() => cellsOf((w) => w.list(new Array(2 ** 32 - 1), 'a', writeMaybe))).toThrow(
      'Cannot pass a on: it has more than 1000000 cells',
    );
  });

  test('writes as many items as it said, whatever the items do to the list', () => {
    const growing: { name: string }[] = [];
    growing.push({
      get name() {
        growing.push({ name: 'b' });
        return 'a';
      },
    });
    expect(cellsOf((w) => w.list(growing, 'a', (_, item, at) => w.string(item.name, at)))).toEqual([1, 'a']);
  });
});

describe('limits', () => {
  const nested = (depth: number): Tree => (depth === 1 ? {} : { kids: [nested(depth - 1)] });

  test('of depth hold for objects and lists together', () => {
    // Each level is an object and the list in it.
    expect(() => write((w) => writeTree(w, nested(5), 'tree'), { depth: 9 })).not.toThrow();
    expect(() => write((w) => writeTree(w, nested(5), 'tree'), { depth: 8 })).toThrow(
      'Cannot pass tree.kids[0] on: it has more than 8 levels',
    );
  });

  test('of depth stop a value that holds itself', () => {
    const cyclic: { kids: Tree[] } = { kids: [] };
    cyclic.kids.push(cyclic);
    expect(() => write((w) => writeTree(w, cyclic, 'tree'))).toThrow('more than 64 levels');
  });

  test('of cells stop a small value that is a large one written out', () => {
    let tree: Tree = { name: 'leaf' };
    for (let level = 0; level < 30; level += 1) tree = { kids: [tree, tree] };
    const writer = new RowWriter({ ...valueLimits, cells: 10_000 });
    expect(() => writeTree(writer, tree, 'tree')).toThrow('more than 10000 cells');
    expect(writer.cells.length).toBeLessThan(11_000);
  });

  test('of size hold for characters, keys and bytes together', () => {
    const record = (w: RowWriter) => w.record({ abc: 'de' }, 'a', writeString);
    expect(() => write(record, { size: 5 })).not.toThrow();
    expect(() => write(record, { size: 4 })).toThrow('more than 4 characters and bytes');
    expect(() => write((w) => w.bytes(new Uint8Array(5), 'a'), { size: 4 })).toThrow(
      'more than 4 characters',
    );
    expect(() => write((w) => w.bigint(10n ** 4_096n, 'a'))).toThrow('more than 4096 digits');
  });

  test('are counted anew for each value', () => {
    const writer = new RowWriter({ ...valueLimits, size: 5, cells: 3 });
    for (let value = 0; value < 3; value += 1) {
      writer.begin();
      writer.list(['ab', 'cd'], 'a', writeString);
    }
    expect(writer.cells).toHaveLength(9);
    expect(() => writer.list(['ab', 'cd'], 'a', writeString)).toThrow('more than 3 cells');
  });
});

describe('a value that is refused', () => {
  test.each<[string, (writer: RowWriter) => void]>([
    [
      'app.env.FOO',
      (w) => {
        w.object({}, 'app');
        w.record({ FOO: 1 as never }, 'env', writeString);
      },
    ],
    ['items[3].name', (w) => w.list([{}, {}, {}, { name: 1 as never }], 'items', writeTree)],
    [
      'app["a b"]',
      (w) => {
        w.object({}, 'app');
        w.string(1 as never, 'a b');
      },
    ],
    [
      'pair[1]',
      (w) => {
        w.tuple(['a', 2], 'pair', 2);
        w.string(2 as never, 1);
      },
    ],
    [
      'b',
      (w) => {
        writeTree(w, { kids: [{ name: 'x' }] }, 'a');
        w.string(2 as never, 'b');
      },
    ],
  ])('is named: %s', (place, how) => {
    expect(() => write(how)).toThrow(
      new RegExp(`^Cannot pass ${place.replace(/[[\].]/g, '\\$&')} on: found .*, expected a string$`),
    );
  });

  test('is not told in full', () => {
    const long = 'x'.repeat(100_000);
    const messageOf = (how: (writer: RowWriter) => void): string => {
      try {
        write(how);
      } catch (error) {
        return (error as Error).message;
      }
      return '';
    };
    const texts = [
      messageOf((w) => w.number(long as never, 'a')),
      messageOf((w) => w.record({ [long]: 1 as never }, 'a', writeString)),
      messageOf((w) => w.string((10n ** 10_000n) as never, 'a')),
    ];
    expect(texts).toEqual([
      `Cannot pass a on: found "${'x'.repeat(39)}…", expected a number`,
      `Cannot pass a["${'x'.repeat(39)}…"] on: found 1, expected a string`,
      'Cannot pass a on: found a long bigint, expected a string',
    ]);
  });

  test('leaves nothing behind once it is undone', () => {
    const writer = new RowWriter();
    writer.begin();
    writer.list(['kept'], 'a', writeString);
    writer.bytes(new Uint8Array(1), 'b');
    writer.begin();
    writer.object({}, 'c');
    writer.bytes(new Uint8Array(2), 'd');
    expect(() => writer.list([1 as never], 'e', writeString)).toThrow('c.e[0]');
    writer.undo();
    writer.begin();
    writer.object({}, 'f');
    writer.end();
    expect(() => writer.string(1 as never, 'g')).toThrow('Cannot pass g on');
    expect(writer.size).toBe(5);
    expect(writer.take()).toEqual({ cells: [1, 'kept', 0, 0], attachments: [new Uint8Array(1)] });
    expect(writer.take()).toEqual({ cells: [], attachments: [] });
  });

  test.each<[string, unknown, (w: RowWriter, value: never) => void]>([
    ['a string', 1, (w, value) => w.string(value, 'a')],
    ['a number', '1', (w, value) => w.number(value, 'a')],
    ['true or false', 0, (w, value) => w.boolean(value, 'a')],
    ['null', undefined, (w, value) => w.null(value, 'a')],
    ['undefined', null, (w, value) => w.undefined(value, 'a')],
    ['a Uint8Array', new Uint16Array(1), (w, value) => w.bytes(value, 'a')],
    ['a bigint', 1, (w, value) => w.bigint(value, 'a')],
    ['a valid Date', new Date(Number.NaN), (w, value) => w.date(value, 'a')],
    ['a valid Date', 5, (w, value) => w.date(value, 'a')],
    ['"x" or 1 or true', 'true', (w, value) => w.oneOf(value, 'a', ['x', 1, true])],
    ['a value', Symbol('a'), (w, value) => w.union(value, 'a')],
    ['a list', { length: 1 }, (w, value) => w.list(value, 'a', writeString)],
    ['a list of 2', ['a'], (w, value) => w.tuple(value, 'a', 2)],
    ['an object', [], (w, value) => w.object(value, 'a')],
    ['an object', undefined, (w, value) => w.object(value, 'a')],
    ['an object', () => {}, (w, value) => w.stub(value, 'a', {} as never, true)],
    ['no stub outside of a connection', {}, (w, value) => w.stub(value, 'a', {} as never, true)],
    ['an AsyncIterable', [], (w, value) => w.stream(value, 'a', writeString)],
    ['an AsyncIterable', null, (w, value) => w.stream(value, 'a', writeString)],
  ])('is none that is %s', (expected, value, how) => {
    expect(() => write((w) => how(w, value as never))).toThrow(
      expect.objectContaining({
        code: 'invalid_value',
        message: expect.stringMatching(`expected ${expected}$`),
      }),
    );
  });
});
