import { inspect } from 'node:util';
import { describe, expect, test } from 'vitest';
import { isMortiseError, MortiseError, messageOf } from './error.ts';

const cause = new TypeError('boom');
const options = { pluginId: 'era.wasm', phase: 'activate', hint: 'Try again', cause } as const;
const error = new MortiseError('activate_failed', "Cannot activate plugin 'era.wasm': boom", options);

describe('MortiseError', () => {
  test('holds what it was made with', () => {
    expect(error).toMatchObject({ ...options, code: 'activate_failed' });
    expect(error.cause).toBe(cause);
  });

  test('has own properties only for what it says', () => {
    expect(Object.keys(new MortiseError('some_code', 'Message'))).toEqual(['code']);
    expect('cause' in new MortiseError('some_code', 'Message')).toBe(false);
  });

  test('reads as name and message when it becomes text', () => {
    expect(String(error)).toBe("MortiseError: Cannot activate plugin 'era.wasm': boom");
    expect(error.stack?.split('\n')[0]).toBe(String(error));
  });

  test('shows each thing once and no brand when it is logged', () => {
    const text = inspect(error);
    for (const part of [
      error.message,
      "code: 'activate_failed'",
      "phase: 'activate'",
      '[cause]: TypeError: boom',
    ])
      expect(text.split(part), part).toHaveLength(2);
    expect(text).toMatch(/^MortiseError: Cannot/);
    expect(text).not.toContain('Symbol(');
  });

  test('takes another name, as some libraries give one', () => {
    const renamed = new MortiseError('some_code', 'Message');
    renamed.name = 'Other';
    expect(String(renamed)).toBe('Other: Message');
  });
});

describe('isMortiseError()', () => {
  test('knows the error of another copy of the module', async () => {
    const copy = './error.ts?copy';
    const other: typeof import('./error.ts') = await import(copy);
    const theirs = new other.MortiseError('some_code', 'Message');

    expect(other.MortiseError).not.toBe(MortiseError);
    expect(theirs).not.toBeInstanceOf(MortiseError);
    expect(isMortiseError(theirs)).toBe(true);
    expect(other.isMortiseError(error)).toBe(true);
  });

  test.each([
    undefined,
    null,
    0,
    '',
    'text',
    Symbol('s'),
    {},
    { code: 'some_code' },
    new Error('boom'),
    () => {},
  ])('does not know %o', (value) => {
    expect(isMortiseError(value)).toBe(false);
  });

  test('does not know what JSON says of one', () => {
    expect(isMortiseError(JSON.parse(JSON.stringify(error)))).toBe(false);
  });
});

test.each([
  [new Error('boom'), 'boom'],
  [new Error(''), ''],
  ['text', 'text'],
  [undefined, 'undefined'],
  [null, 'null'],
  [0, '0'],
  [Symbol('s'), 'Symbol(s)'],
  [{ message: 5 }, '5'],
  [{}, '[object Object]'],
])('messageOf() returns text when %o was thrown', (thrown, message) => {
  expect(messageOf(thrown)).toBe(message);
});
