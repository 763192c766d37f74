import fc from 'fast-check';
import { expect, test } from 'vitest';
import { gcThreshold } from './gc-threshold.ts';

test.each([
  ['the usual limit', 600_000, 256e6, 16e6],
  ['a small limit', 600_000, 8e6, 4e6],
  ['much that was left', 30e6, 64e6, 30e6],
  ['nearly all that was left', 72e6, 64e6, 56e6],
  ['more left than there may be', 150e6, 64e6, 100e6],
])('%s', (_, own, memory, expected) => {
  expect(gcThreshold(own, memory)).toBe(expected);
});

test('what was set once is set again, and lies below the limit and above what was left', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 2 ** 31 }),
      fc.integer({ min: 1, max: 2 ** 31 }),
      (left, memory) => {
        fc.pre(left < memory);
        const threshold = gcThreshold(Math.floor(left * 1.5), memory);
        expect(threshold).toBeLessThanOrEqual(memory);
        expect(threshold).toBeGreaterThanOrEqual(left);
        expect(gcThreshold(threshold, memory)).toBe(threshold);
      },
    ),
  );
});
