import { expect, test, vi } from 'vitest';
import { Timers } from './timers.ts';

test('those that are due and wait for the engine count too, also where they were stopped meanwhile', async () => {
  const waiting: (() => void)[] = [];
  const timers = new Timers((_, taken) => waiting.push(taken));
  for (let id = 0; id < 10_000; id += 1) timers.start(id, 1);
  await vi.waitFor(() => expect(waiting).toHaveLength(10_000), { timeout: 30_000 });
  for (let id = 0; id < 10_000; id += 1) timers.stop(id);
  expect(() => timers.start(10_000, 1)).toThrow('There are 10000 timers already');
  for (const taken of waiting.splice(0)) taken();
  timers.start(10_000, 1);
  await vi.waitFor(() => expect(waiting).toHaveLength(1), { timeout: 30_000 });
});
