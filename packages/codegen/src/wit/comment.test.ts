import { expect, test } from 'vitest';
import { docLines, oneLine } from './comment.ts';

test('docLines() keeps lines and what is between them, not what is around them', () => {
  expect(docLines('\n One.\n\n  - two\t3\n\n')).toEqual(['///  One.', '///', '///   - two  3']);
});

test.each(['', ' \n\t\n', '\u202e', undefined])('docLines() gives nothing for %j', (text) => {
  expect(docLines(text)).toEqual([]);
});

test.each(['\n', '\r', '\r\n', '\v', '\f', '\x85', '\u2028', '\u2029'])(
  'docLines() lets no text leave its comment through %j',
  (end) => {
    expect(docLines(`one${end}interface x {}`)).toEqual(['/// one', '/// interface x {}']);
  },
);

test.each([
  ['control characters', 'a\0\x07\x1b\x7fb'],
  ['marks of direction', 'a\u202e\u2066b'],
  ['deprecated characters', 'a\u0149\u17a3\u17b4b'],
  ['half a surrogate pair', 'a\ud800b'],
])('comments have no %s', (_, text) => {
  expect(docLines(text)).toEqual(['/// ab']);
  expect(oneLine(text)).toBe('ab');
});

test('oneLine() puts a text on one line', () => {
  expect(oneLine(' one\n\ttwo\u2028three ')).toBe('one two three');
});
