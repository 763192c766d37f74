import { runInNewContext } from 'node:vm';
import { describe, expect, test } from 'vitest';
import { exoticName } from './exotic.ts';
import { RowWriter } from './row-writer.ts';

class Own {
  name = 'a';
}

const fine: readonly (readonly [string, object])[] = [
  ['a plain object', {}],
  ['an object without a prototype', Object.create(null)],
  ['an object on another one', Object.create({ a: 1 })],
  ['an object of a class', new Own()],
  ['a plain object of another realm', runInNewContext('({ name: "a" })')],
  ['an object of a class of another realm', runInNewContext('new (class Map2 { name = "a" })')],
];

const exotic: readonly (readonly [string, object])[] = [
  ['Map', new Map()],
  ['Map', new (class extends Map {})()],
  ['Map', runInNewContext('new Map()')],
  ['Set', new Set()],
  ['WeakMap', new WeakMap()],
  ['Promise', Promise.resolve()],
  ['RegExp', /a/],
  ['Error', new TypeError('a')],
  ['Error', runInNewContext('new Error("a")')],
  ['Date', new Date()],
  ['ArrayBuffer', new ArrayBuffer(1)],
  ['DataView', new DataView(new ArrayBuffer(1))],
  ['Uint8Array', Buffer.from('a')],
  ['Float32Array', new Float32Array(1)],
  ['URL', new URL('a:b')],
  ['String', Object('a')],
];

describe('exoticName()', () => {
  test.each(fine)('names nothing for %s', (_, value) => {
    expect(exoticName(value)).toBeUndefined();
  });

  test.each(exotic)('names a %s', (name, value) => {
    expect(exoticName(value)).toBe(name);
  });
});

const refusal = (write: (writer: RowWriter) => void): unknown => {
  try {
    write(new RowWriter());
  } catch (error) {
    return error;
  }
  return undefined;
};

describe('where an object is expected', () => {
  const writeNothing = (): void => {};

  test.each(fine)('%s is one', (_, value) => {
    expect(refusal((writer) => writer.object(value, 'a'))).toBeUndefined();
    expect(refusal((writer) => writer.record(value as never, 'a', writeNothing))).toBeUndefined();
    expect(new RowWriter().union(value, 'a')).toBe('object');
  });

  test.each(exotic)('a %s is none', (name, value) => {
    const error = { code: 'invalid_value', message: expect.stringMatching(`found an? ${name}, expected`) };
    expect(refusal((writer) => writer.object(value, 'a'))).toMatchObject(error);
    expect(refusal((writer) => writer.record(value as never, 'a', writeNothing))).toMatchObject(error);
    if (name !== 'Date' && name !== 'Uint8Array')
      expect(refusal((writer) => writer.union(value, 'a'))).toMatchObject(error);
  });

  test('a promise is to be awaited', () => {
    expect(refusal((writer) => writer.object(Promise.resolve(), 'a'))).toMatchObject({ hint: 'Await it' });
    expect(refusal((writer) => writer.object(new Map(), 'a'))).not.toHaveProperty('hint');
  });
});
