import { expect, test } from 'vitest';
import { callTime } from './call-time.ts';

test('callTime() makes one call after the other', async () => {
  let [open, calls] = [0, 0];
  const time = await callTime(async () => {
    open += 1;
    expect(open).toBe(1);
    calls += 1;
    await Promise.resolve();
    open -= 1;
  });
  expect(time).toBeGreaterThan(0);
  expect(calls).toBe(2100);
});
