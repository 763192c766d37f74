import fc from 'fast-check';
import { expect, test } from 'vitest';
import { errorRecord, RemoteError, readRecord } from './remote-error.ts';

const through = (thrown: unknown): RemoteError => {
  const { code, message, hint, data } = errorRecord(thrown);
  const record = readRecord(JSON.parse(JSON.stringify([code, message, hint, data])));
  if (!record) throw new Error('What was written could not be read');
  return new RemoteError(record);
};

test('whatever is thrown can be written and read', () => {
  fc.assert(
    fc.property(fc.anything({ withBigInt: true, withDate: true, withNullPrototype: true }), (thrown) => {
      const error = through(thrown);
      expect(typeof error.message).toBe('string');
    }),
  );
});

test('code, message, hint and data of an error arrive', () => {
  fc.assert(
    fc.property(fc.string(), fc.string(), fc.string(), fc.jsonValue(), (code, message, hint, data) => {
      const error = through(Object.assign(new Error(message), { code, hint, data }));
      expect(error).toMatchObject({ name: 'RemoteError', code, message, hint });
      expect(JSON.stringify(error.data)).toBe(JSON.stringify(data));
    }),
  );
});

test('what is absent stays absent', () => {
  const error = through(new Error('plain'));

  expect(Object.keys(error)).toEqual([]);
});

test('what is too long is cut, and data that is too long left out', () => {
  const long = 'x'.repeat(1_000_000);
  const error = through(Object.assign(new Error(long), { code: long, hint: long, data: long }));

  expect([error.message, error.code, error.hint].map((text) => text?.length)).toEqual([8_192, 128, 2_048]);
  expect('data' in error).toBe(false);
});

test('a cut in the middle of a character can still be written', () => {
  const error = through(new Error(`${'x'.repeat(8_191)}👩‍🚀`));

  expect(error.message.length).toBe(8_192);
});

test('data that is no JSON is kept as text', () => {
  expect(new RemoteError({ code: null, message: '', hint: null, data: '{' }).data).toBe('{');
});

test('data of 64 levels is data, and deeper data stays JSON', () => {
  const nested = (levels: number) => `${'['.repeat(levels)}${']'.repeat(levels)}`;
  const dataOf = (data: string) => new RemoteError({ code: null, message: '', hint: null, data }).data;

  expect(JSON.stringify(dataOf(nested(64)))).toBe(nested(64));
  expect(dataOf(nested(65))).toBe(nested(65));
  expect(dataOf('{"a":'.repeat(10_000))).toBe('{"a":'.repeat(10_000));
});

test('its texts hold nothing that steers a terminal', () => {
  const text = 'a\u001b]0;b\u0007\r\u009b31m\u202e\tc\nd';
  const error = through(Object.assign(new Error(text), { code: text, hint: text }));

  const plain = 'a]0;b31m\tc\nd';
  expect(error).toMatchObject({ code: plain, message: plain, hint: plain });
});

test.each<readonly [string, readonly unknown[]]>([
  ['no cells', []],
  ['no message', [null, null, null, null]],
  ['a message that is a number', [null, 5, null, null]],
  ['a code that is a number', [5, 'm', null, null]],
  ['a hint that is a list', [null, 'm', [], null]],
  ['data that is an object', [null, 'm', null, {}]],
  ['a code that is too long', ['x'.repeat(129), 'm', null, null]],
  ['a message that is too long', [null, 'x'.repeat(8_193), null, null]],
  ['a hint that is too long', [null, 'm', 'x'.repeat(2_049), null]],
  ['data that is too long', [null, 'm', null, 'x'.repeat(65_537)]],
])('readRecord() refuses %s', (_, cells) => {
  expect(readRecord(cells)).toBeUndefined();
});
