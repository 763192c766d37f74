import { expect, test } from 'vitest';
import { isDeeper } from './json-depth.ts';

test.each([
  ['[[1],{"a":[]}]', 3],
  ['"[[["', 0],
  ['["\\"[[[","\\\\",{}]', 2],
  ['[],[],[]', 1],
  ['7', 0],
])('%s has %d levels', (json, levels) => {
  expect(isDeeper(json, levels)).toBe(false);
  if (levels > 0) expect(isDeeper(json, levels - 1)).toBe(true);
});

test('a text that is very deep, or no JSON at all, is looked at too', () => {
  expect(isDeeper('['.repeat(1_000_000), 64)).toBe(true);
  expect(isDeeper(`"${'['.repeat(1_000_000)}`, 1_000_001)).toBe(false);
});
