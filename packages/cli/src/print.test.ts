import { stripVTControlCharacters } from 'node:util';
import { expect, test } from 'vitest';
import { table } from './print.ts';

test('table() puts text to the left and numbers to the right', () => {
  const rows = [
    ['profile', 'plugins', 'bytes'],
    ['edge', 'a', '9 kB'],
    ['full', 'a, b, c, d', '10.25 kB'],
  ];
  expect(stripVTControlCharacters(table(rows, ['profile', 'plugins']))).toBe(
    `profile  plugins        bytes
edge     a               9 kB
full     a, b, c, d  10.25 kB`,
  );
});
