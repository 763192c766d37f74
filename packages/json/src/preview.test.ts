import { expect, test } from 'vitest';
import { alternatives, preview } from './preview.ts';

test.each([
  ['text', '"text"'],
  ['', '""'],
  [1.5, '1.5'],
  [-0, '0'],
  [true, 'true'],
  [null, 'null'],
  [undefined, 'undefined'],
  [Number.POSITIVE_INFINITY, 'a number too large to hold'],
  [[], '[]'],
  [[1, 2], 'a list of 2'],
  [{}, '{}'],
  [JSON.parse('{"__proto__":1}'), 'an object'],
])('preview() shows %j as %s', (value, text) => {
  expect(preview(value)).toBe(text);
});

test('preview() cuts a long text and closes its quotes', () => {
  expect(preview('x'.repeat(58))).toBe(`"${'x'.repeat(58)}"`);
  expect(preview('x'.repeat(59))).toBe(`"${'x'.repeat(57)}…"`);
});

test('preview() cuts no character in two', () => {
  expect(preview(`${'x'.repeat(6)}😀😀😀😀`, 10)).toBe('"xxxxxx😀…"');
});

test.each([
  [[], 'nothing'],
  [['a'], '"a"'],
  [['a', 'b', 1], '"a", "b" or 1'],
])('alternatives() reads %j as %s', (values, text) => {
  expect(alternatives(values)).toBe(text);
});
