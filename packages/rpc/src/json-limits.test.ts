import { expect, test } from 'vitest';
import { exceededLimit } from './json-limits.ts';

const unlimited = { levels: Number.POSITIVE_INFINITY, commas: Number.POSITIVE_INFINITY };

test.each([
  ['[[1],{"a":[]}]', 3, 1],
  ['"[[[,,,"', 0, 0],
  ['["\\"[[[,","\\\\",{}]', 2, 2],
  ['[],[],[]', 1, 2],
  ['{"a":{"b,":[1,2,3]},"c":4}', 3, 3],
  ['7', 0, 0],
])('%s has %d levels and %d commas', (json, levels, commas) => {
  expect(exceededLimit(json, { levels, commas })).toBeUndefined();
  if (levels > 0) expect(exceededLimit(json, { ...unlimited, levels: levels - 1 })).toBe('levels');
  if (commas > 0) expect(exceededLimit(json, { ...unlimited, commas: commas - 1 })).toBe('commas');
});

test('the first limit that is exceeded is told', () => {
  expect(exceededLimit('[1,2,[3]]', { levels: 1, commas: 1 })).toBe('commas');
  expect(exceededLimit('[1,[2],3]', { levels: 1, commas: 1 })).toBe('levels');
});

test('a text that is very deep, or no JSON at all, is looked at too', () => {
  expect(exceededLimit('['.repeat(1_000_000), { ...unlimited, levels: 64 })).toBe('levels');
  expect(exceededLimit(`"${'['.repeat(1_000_000)}`, { levels: 0, commas: 0 })).toBeUndefined();
});
