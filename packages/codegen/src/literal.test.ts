import { expect, test } from 'vitest';
import { codeName, literal } from './literal.ts';

const evaluate = (code: string): unknown => new Function(`return (${code});`)();

test.each([
  ["it's", '"it\'s"'],
  ['plain', "'plain'"],
  [{ a: 1, 'b-c': [true, null] }, "{ a: 1, 'b-c': [true, null] }"],
  [{}, '{}'],
  [[], '[]'],
])('literal() writes %j as %s', (value, code) => {
  expect(literal(value)).toBe(code);
});

test.each([
  ["'; process.exit(1); '"],
  ['\\'],
  ['${1 + 1}'],
  ['</script>*/'],
  ['line\nline\u2028line\u2029line\0'],
  [{ "a'b": { 'c"d': "e\\'" } }],
  [JSON.parse('{ "__proto__": { "polluted": true } }')],
])('literal() gives back %j when the code runs', (value) => {
  expect(evaluate(literal(value))).toStrictEqual(value);
});

test('literal() makes a property of __proto__, not a prototype', () => {
  const copy = evaluate(literal(JSON.parse('{ "__proto__": { "polluted": true } }'))) as object;
  expect(Object.getPrototypeOf(copy)).toBe(Object.prototype);
});

test('literal() breaks what is longer than a line, and each line fits', () => {
  const value = { words: Array.from({ length: 40 }, (_, index) => `word-${index}`) };
  const lines = literal(value).split('\n');
  expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(100);
  expect(evaluate(lines.join('\n'))).toEqual(value);
});

test.each(['', '1a', 'a-b', 'a b', 'a;', 'a\n', "a'", '*/'])('codeName() refuses %j', (name) => {
  expect(() => codeName(name)).toThrow('as a name');
});

test('codeName() takes a name of the language', () => {
  expect(codeName('$_a1')).toBe('$_a1');
});
