import { expect, test } from 'vitest';
import { formatFault, formatPath } from './fault.ts';

const fault = { file: 'a.json', found: '1', expected: '2' };

test.each([
  [fault, 'a.json: found 1, expected 2'],
  [{ ...fault, line: 3, column: 7 }, 'a.json:3:7: found 1, expected 2'],
  [{ ...fault, line: 3, column: 7, path: 'a.b' }, 'a.json:3:7 a.b: found 1, expected 2'],
  [{ ...fault, hint: 'take 2' }, 'a.json: found 1, expected 2 (take 2)'],
])('formatFault() leaves out what %j does not say', (value, text) => {
  expect(formatFault(value)).toBe(text);
});

test.each(['\u001b[31m', '\u009b31m', '\u202e', '\n', '\u2028', '\ud800', '\u{e0001}'])(
  'formatFault() escapes %j, which would change the screen, wherever it stands',
  (character) => {
    const line = formatFault({
      file: character,
      path: character,
      found: character,
      expected: '',
      hint: character,
    });
    expect(line).not.toMatch(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/u);
    expect(line.split(`\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`)).toHaveLength(5);
  },
);

test.each([
  [[], ''],
  [['plugins', '@era/wasm', 'list', 0], 'plugins["@era/wasm"].list[0]'],
  [[0, 'a'], '[0].a'],
  [['a.b', 'a"b', '', '0'], '["a.b"]["a\\"b"][""]["0"]'],
  [['x'.repeat(500)], `["${'x'.repeat(57)}…"]`],
])('formatPath(%j)', (path, text) => {
  expect(formatPath(path)).toBe(text);
});
