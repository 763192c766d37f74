import { startLeakCheck } from '@mortise/testing';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { rejection } from '../fixtures/scope.ts';
import { within } from './within.ts';

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['performance', 'setTimeout', 'clearTimeout'] });
});
afterEach(() => {
  vi.useRealTimers();
});

const never = new Promise<never>(() => {});

test('within() is what the work is, and leaves no timer', async () => {
  const check = startLeakCheck();
  expect(await within(100, Promise.resolve(7), () => 'late')).toBe(7);
  expect(await rejection(within(100, Promise.reject(new Error('no')), () => 'late'))).toMatchObject({
    message: 'no',
  });
  expect(vi.getTimerCount()).toBe(0);
  await check();
});

test('within() is what late() gives or throws, once the time is over', async () => {
  const given = within(100, never, (measured) => measured);
  const thrown = rejection(
    within(100, never, () => {
      throw new Error('late');
    }),
  );
  await vi.advanceTimersByTimeAsync(99);
  expect(vi.getTimerCount()).toBe(2);
  await vi.advanceTimersByTimeAsync(1);
  expect(await given).toBe(100);
  expect(await thrown).toMatchObject({ message: 'late' });
});

test('within() waits for long times too, and for those that never end', async () => {
  for (const milliseconds of [2 ** 31, Number.POSITIVE_INFINITY]) {
    const late = vi.fn();
    void within(milliseconds, never, late);
    await vi.advanceTimersByTimeAsync(1_000);
    expect(late).not.toHaveBeenCalled();
  }
});
