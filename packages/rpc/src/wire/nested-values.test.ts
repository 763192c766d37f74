import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { bytes, list, number, record, stub, type Type, text, wireOf } from '../../fixtures/types.ts';
import { LeanReader } from './lean-codec.ts';
import { nestValues } from './nested-values.ts';
import { RowWriter } from './row-writer.ts';

/** Behind the row's own cells. */
const head = [0, 1, 7];

/** What travels as text, and what an engine makes of it. */
const send = <T>(type: Type<T>, value: T): { readonly isNested: boolean; readonly got: unknown } => {
  const writer = new RowWriter(undefined, { exportStub: () => 1, exportStream: () => 1 });
  writer.cells.push(...head);
  type.write(writer, value, 'value');
  nestValues(writer.cells, head.length, (reader) => [type.read(reader, 'value')]);
  const cells = JSON.parse(JSON.stringify(writer.cells));
  expect(cells.slice(0, 3)).toEqual(head);
  if (Array.isArray(cells[3])) return { isNested: true, got: cells[3][0] };
  const reader = new LeanReader();
  reader.open({ cells, attachments: writer.attachments });
  reader.begin(3, cells.length);
  return { isNested: false, got: type.read(reader, 'value') };
};

const optional = <T>({ write, read }: Type<T>): Type<T | undefined> => ({
  write: (w, v, at) => {
    if (w.has(v)) write(w, v as T, at);
  },
  read: (r, at) => (r.has() ? read(r, at) : undefined),
});
const pair: Type<readonly [string, string | undefined]> = {
  write: (w, v, at) => {
    w.tuple(v, at, 2);
    text.write(w, v[0], 0);
    optional(text).write(w, v[1], 1);
    w.leave();
  },
  read: (r, at) => {
    r.tuple(at, 2);
    const value = [text.read(r, 0), optional(text).read(r, 1)] as const;
    r.leave();
    return value;
  },
};
const map: Type<Record<string, number>> = {
  write: (w, v, at) => w.record(v, at, number.write),
  read: (r, at) => r.record(at, number.read),
};
const order = record<{ id: string; note: string | undefined; counts: readonly number[] }>({
  id: text,
  note: optional(text),
  counts: list(number),
});

describe('nestValues()', () => {
  test('puts what JSON can say into one cell', () => {
    const value = { id: 'a', note: 'b', counts: [1, -2.5, 0] };
    expect(send(order, value)).toEqual({ isNested: true, got: value });
  });

  test('leaves fields out that no contract names, and reads nothing twice', () => {
    let reads = 0;
    const value = {
      id: 'a',
      get note() {
        reads += 1;
        return 'b';
      },
      counts: [],
      secret: 's',
    };
    expect(send(order, value).got).toEqual({ id: 'a', note: 'b', counts: [] });
    expect(reads).toBe(1);
  });

  test('keeps a field named __proto__ a field', () => {
    const value = JSON.parse('{"__proto__": 1, "toString": 2}');
    const { isNested, got } = send(map, value);
    expect([isNested, Object.keys(got as object), Object.getPrototypeOf(got)]).toEqual([
      true,
      ['__proto__', 'toString'],
      Object.prototype,
    ]);
  });

  const date: Type<Date> = { write: (w, v, at) => w.date(v, at), read: (r, at) => r.date(at) };
  const bigint: Type<bigint> = { write: (w, v, at) => w.bigint(v, at), read: (r, at) => r.bigint(at) };
  const u64: Type<bigint> = {
    write: (w, v, at) => w.integer(v, at, 'u64'),
    read: (r, at) => r.integer(at, 'u64'),
  };
  test.each([
    ['not a number', () => send(number, Number.NaN), Number.NaN],
    ['infinity', () => send(number, Number.NEGATIVE_INFINITY), Number.NEGATIVE_INFINITY],
    ['a negative zero', () => send(list(number), [1, -0]), [1, -0]],
    ['bytes', () => send(bytes, new Uint8Array([1, 2])), new Uint8Array([1, 2])],
    ['a date', () => send(date, new Date(5)), new Date(5)],
    ['a bigint', () => send(list(bigint), [5n]), [5n]],
    ['64 bits', () => send(u64, 2n ** 60n), 2n ** 60n],
    ['an absent item', () => send(list(optional(text)), ['a', undefined]), ['a', undefined]],
    ['an absent value', () => send(optional(text), undefined), undefined],
    ['a tuple', () => send(pair, ['a', undefined]), ['a', undefined]],
  ])('leaves %s as it is', (_, sent, value) => {
    expect(sent()).toStrictEqual({ isNested: false, got: value });
  });

  test('leaves stubs as they are', () => {
    const wire = wireOf('Thing', {});
    expect(() => send(stub(wire), {} as never)).toThrow('an object with the methods of Thing');
  });

  test('changes no value', () => {
    const value = fc.record({
      id: fc.string({ unit: 'binary' }),
      note: fc.option(fc.string(), { nil: undefined }),
      counts: fc.array(fc.double()),
    });
    fc.assert(
      fc.property(value, (one) => {
        expect(send(order, one).got).toEqual(one);
      }),
    );
  });
});
