import { expect, test } from 'vitest';
import { duration, exitCodeOf, outcomeOf } from './outcome.ts';

test.each([
  [{ state: 'exited', exitCode: 3 }, 3],
  [{ state: 'stopped', exitCode: 0 }, 0],
  [{ state: 'stopped', signal: 'SIGKILL' }, 137],
  [{ state: 'stopped' }, 143],
  [{ state: 'failed', signal: 'SIGABRT' }, 134],
  [{ state: 'failed', reason: 'trap' }, 1],
] as const)('exitCodeOf(%j) is what a shell expects', (status, code) => {
  expect(exitCodeOf({ id: 'a', ...status })).toBe(code);
});

test('outcomeOf() tells how it ended, after which time and why', () => {
  const times = { startedAt: 1_000, endedAt: 5_200 };
  expect(outcomeOf({ id: 'a', state: 'exited', exitCode: 0, ...times })).toBe(
    'exited with code 0 after 4.2 s',
  );
  expect(outcomeOf({ id: 'a', state: 'failed', reason: 'trap' })).toBe('failed: trap');
});

test('duration() has a unit that fits', () => {
  expect([61, 4_200, 180_000, 7_200_000].map(duration)).toEqual(['61 ms', '4.2 s', '3 min', '2 h']);
});
