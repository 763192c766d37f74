import { inspect } from 'node:util';
import { expect, test } from 'vitest';
import { cutError, cutText } from './cut-error.ts';

test('cutText() keeps a short text, also where it is no well-formed one', () => {
  for (const text of ['', 'Grüße', 'x'.repeat(8_192), '\ud800']) expect(cutText(text)).toBe(text);
  expect(cutText('xy'.repeat(50_000))).toBe('xy'.repeat(4_096));
});

test('cutError() copies what is short of an error, and nothing else', () => {
  const thrown = Object.assign(new TypeError('x'.repeat(1e6), { cause: 'y'.repeat(1e6) }), {
    code: 'ERR_LONG',
    data: 'z'.repeat(1e6),
  });
  const error = cutError(thrown);
  expect(error).toMatchObject({ name: 'TypeError', code: 'ERR_LONG', message: 'x'.repeat(8_192) });
  expect(error.stack).toHaveLength(8_192);
  expect(error).not.toHaveProperty('cause');
  expect(error).not.toHaveProperty('data');
  for (const value of [undefined, null, 7, 'text', {}]) expect(cutError(value)).toBeInstanceOf(Error);
});

test('cutError() leaves out what steers a terminal', () => {
  const text = '\u001b[2J\u001b]0;title\u0007';
  const error = cutError(Object.assign(new Error(text), { name: text, code: text }));
  const plain = '[2J]0;title';
  expect(error).toMatchObject({ name: plain, code: plain, message: plain });
  expect(inspect(error)).toContain(`${plain}\n    at `);
  for (const control of ['\u001b', '\u0007']) expect(inspect(error)).not.toContain(control);
});
