import { expect, test } from 'vitest';
import { positionsIn } from './positions.ts';

test.each([
  ['', 0, 1, 1],
  ['abc', 3, 1, 4],
  ['a\nb', 1, 1, 2],
  ['a\nb', 2, 2, 1],
  ['a\r\nb\r\nc', 3, 2, 1],
  ['a\r\nb\r\nc', 6, 3, 1],
  ['\n\n\n', 3, 4, 1],
  ['é😀x', 3, 1, 4],
  ['a\u2028b', 2, 1, 3],
])('positionsIn(%j) finds offset %i on line %i, column %i', (text, offset, line, column) => {
  expect(positionsIn(text)(offset)).toEqual({ line, column });
});
