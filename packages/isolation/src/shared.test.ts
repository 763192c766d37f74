import { expect, test, vi } from 'vitest';
import { Shared } from './shared.ts';

test('Shared makes one thing for all, ends it with the last, and makes another one then', async () => {
  const end = vi.fn(async () => {});
  const shared = new Shared(() => ({}), end);
  const [one, two] = [shared.join(), shared.join()];
  expect(one.thing).toBe(two.thing);
  await Promise.all([one.leave(), one.leave()]);
  expect(end).not.toHaveBeenCalled();
  const leaving = two.leave();
  const three = shared.join();
  await leaving;
  expect(end.mock.calls).toEqual([[one.thing]]);
  expect(three.thing).not.toBe(one.thing);
});
