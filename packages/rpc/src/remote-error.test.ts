import fc from 'fast-check';
import { expect, test, vi } from 'vitest';
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

/** Messages that say something. */
const texts = fc.string().filter((text) => text.trim() !== '');

test('code, message, hint and data of an error arrive', () => {
  fc.assert(
    fc.property(fc.string(), texts, fc.string(), fc.jsonValue(), (code, message, hint, data) => {
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

test('a data: URL is cut to its beginning, a short one is not', () => {
  const url = (data: string) =>
    `Cannot find "./a.js" from "data:text/javascript;charset=utf-8;base64,${data}": no`;
  expect(through(new Error(url('QUJD'.repeat(10_000)))).message).toBe(url('…'));
  expect(through(new Error(url('QUJD'))).message).toBe(url('QUJD'));
  for (const text of ['data:', 'data:a/', 'data:a/b;', 'data:a/b,', ';a'])
    expect(through(new Error(text.repeat(100_000))).message).toHaveLength(8_192);
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

test('a stack from the other side is lines of calls, cut and without what steers a terminal', () => {
  const stack = `Error: boom\n    at \u001b[2Jrun (plugin.js:1:1)\nnot a call\n${'    at deep (plugin.js:2:2)\n'.repeat(1e4)}`;
  const record = errorRecord(Object.assign(new Error('boom'), { stack }), true);
  expect(record.stack?.length).toBeLessThan(8_193);
  const error = new RemoteError(record);
  expect(error.stack).toMatch(/^RemoteError: boom\n {4}at \[2Jrun \(plugin.js:1:1\)\n {4}at deep/);
  expect(error.stack).not.toContain('not a call');
  expect(errorRecord(new Error('boom')).stack).toBeNull();
  expect(errorRecord({ message: 'odd', stack: 7 }, true).stack).toBeNull();
  const long = 'x'.repeat(1e6);
  for (const members of [{ message: long }, { name: long }]) {
    const error = Object.assign(new Error('boom'), members);
    const asked = vi.fn();
    Object.defineProperty(error, 'stack', { get: asked });
    expect(errorRecord(error, true).stack).toBeNull();
    expect(asked).not.toHaveBeenCalled();
  }
  expect(readRecord([null, 'boom', null, null, 7])).toBeUndefined();
});
