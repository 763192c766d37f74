import { expect, test } from 'vitest';
import { endingOf } from './endings.ts';

test('endingOf() names the key of a profile that raises each limit', () => {
  const limits = { memory: 1_000_000, stack: 1_000, turn: 500 };
  expect(endingOf({ kind: 'turn', measured: 512 }, limits)).toEqual({
    kind: 'limit',
    limit: 'callTimeout',
    what: 'time at a stretch',
    unit: 'ms',
    allowed: 500,
    measured: 512,
  });
  expect(endingOf({ kind: 'memory', measured: 2_000_000 }, limits)).toMatchObject({ limit: 'memory' });
});
