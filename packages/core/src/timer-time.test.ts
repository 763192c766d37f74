import { expect, test } from 'vitest';
import { timerTime } from './timer-time.ts';

test.each([
  [0, 0],
  [1_000, 1_000],
  [2 ** 31 - 1, 2 ** 31 - 1],
  [2 ** 31, 2 ** 31 - 1],
  [Number.POSITIVE_INFINITY, 2 ** 31 - 1],
])('timerTime() of %d ms is what a timer keeps: %d ms', (milliseconds, expected) => {
  expect(timerTime(milliseconds)).toBe(expected);
});
