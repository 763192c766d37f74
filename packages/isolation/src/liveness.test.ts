import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { Liveness, type LivenessOptions } from './liveness.ts';

beforeEach(() => {
  vi.useFakeTimers({
    toFake: ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval', 'setImmediate'],
  });
});
afterEach(() => {
  vi.useRealTimers();
});

/** A plugin that answers as it is told to, and what is seen of it. */
const watched = (answers: () => Promise<void>, times: Partial<LivenessOptions> = {}) => {
  const plugin = { pings: 0, calls: 0, open: 0, isSilent: false, answers };
  const liveness = new Liveness({
    ping: async () => {
      plugin.pings += 1;
      plugin.open += 1;
      await plugin.answers().finally(() => (plugin.open -= 1));
    },
    calls: () => plugin.calls + plugin.open,
    grace: 1_000,
    interval: 5_000,
    onSilence: () => (plugin.isSilent = true),
    ...times,
  });
  return { plugin, liveness };
};
const never = () => new Promise<never>(() => {});
const pass = (milliseconds: number) => vi.advanceTimersByTimeAsync(milliseconds);

test('who answers is asked once in an interval while nobody calls', async () => {
  const { plugin, liveness } = watched(async () => {});
  await pass(50_000);
  expect(plugin).toMatchObject({ pings: 10, isSilent: false });
  liveness.end();
  expect(vi.getTimerCount()).toBe(0);
});

test('who does not answer has an interval and the grace', async () => {
  const { plugin, liveness } = watched(never);
  await pass(10_999);
  expect(plugin.isSilent).toBe(false);
  await pass(10);
  expect(plugin.isSilent).toBe(true);
  liveness.end();
});

test('who is busy for longer than the grace, and not for an interval, lives on', async () => {
  const { plugin, liveness } = watched(() => new Promise((resolve) => setTimeout(resolve, 4_900)));
  await pass(100_000);
  expect(plugin.isSilent).toBe(false);
  liveness.end();
});

test('while calls are open, these are what is waited for', async () => {
  const { plugin, liveness } = watched(never);
  plugin.calls = 1;
  await pass(100_000);
  expect(plugin).toMatchObject({ pings: 0, isSilent: false });
  plugin.calls = 0;
  await pass(11_010);
  expect(plugin.isSilent).toBe(true);
  liveness.end();
});

test('a doubt is over with an answer, and not with a question that could not be put', async () => {
  const { plugin, liveness } = watched(async () => {});
  liveness.check();
  await pass(1_010);
  expect(plugin.isSilent).toBe(false);
  plugin.answers = () => Promise.reject(new Error('too much waits'));
  liveness.check();
  await pass(1_010);
  expect(plugin.isSilent).toBe(true);
  liveness.end();
});

test.each([2 ** 31, Number.POSITIVE_INFINITY])(
  'a grace and an interval of %d ms are waited for',
  async (long) => {
    const { plugin, liveness } = watched(never, { grace: long, interval: long });
    await pass(1_000);
    expect(plugin.pings).toBe(0);
    liveness.check();
    await pass(600_000);
    expect(plugin).toMatchObject({ pings: 1, isSilent: false });
    liveness.end();
  },
);

test('it keeps no program running', () => {
  vi.useRealTimers();
  const interval = vi.spyOn(globalThis, 'setInterval');
  const { liveness } = watched(never);
  expect(interval.mock.results[0]?.value.hasRef()).toBe(false);
  interval.mockRestore();
  liveness.end();
});
