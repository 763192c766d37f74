import type { MortiseError } from '@mortise/core';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { rejection } from '../fixtures/scope.ts';
import type { BackOff } from './errors.ts';
import type { Instance } from './instance.ts';
import { Supervisor } from './supervisor.ts';

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['performance', 'setTimeout', 'clearTimeout'] });
});
afterEach(() => {
  vi.useRealTimers();
});

const about = { pluginId: 'demo.a', isolation: 'fake' };
const crash = Object.assign(new Error('It has crashed'), {
  code: 'plugin_crashed',
}) as unknown as MortiseError;

/** A supervisor of an instance that fails as often as it is told to. */
const supervised = (startOne: () => Promise<void> = async () => {}) => {
  const endings: ((reason: MortiseError) => void)[] = [];
  let starts = 0;
  const supervisor = new Supervisor(about, async (onEnding) => {
    starts += 1;
    endings.push(onEnding);
    await startOne();
    return {
      caller: () => {},
      abort: () => {},
      end: async () => {},
      gone: async () => {},
    } as unknown as Instance;
  });
  return {
    supervisor,
    /** The instance ends by itself. */
    crash: () => endings.at(-1)?.(crash),
    get starts() {
      return starts;
    },
  };
};

test('the first failure is forgiven at once, those behind it cost ever more time', async () => {
  const one = supervised();
  const delays: number[] = [];
  await one.supervisor.start();
  one.crash();
  for (let failures = 2; failures < 13; failures += 1) {
    await one.supervisor.start();
    one.crash();
    const error = (await rejection(one.supervisor.start())) as MortiseError & { data: BackOff };
    expect(error).toMatchObject({
      code: 'backing_off',
      pluginId: 'demo.a',
      cause: crash,
      data: { failures },
    });
    const delay = error.data.retryIn;
    delays.push(delay);
    vi.advanceTimersByTime(delay - 1);
    expect(await rejection(one.supervisor.start())).toMatchObject({ code: 'backing_off' });
    vi.advanceTimersByTime(1);
  }
  expect(delays.slice(0, 4)).toEqual([100, 200, 400, 800]);
  expect(delays.at(-1)).toBe(30_000);
});

test('a call that is refused starts nothing', async () => {
  const one = supervised();
  for (let failures = 0; failures < 2; failures += 1) {
    await one.supervisor.start();
    one.crash();
  }
  await rejection(one.supervisor.start());
  expect(one.starts).toBe(2);
});

test('one that has lived for long is forgiven', async () => {
  const one = supervised();
  for (let failures = 0; failures < 6; failures += 1) {
    await one.supervisor.start();
    vi.advanceTimersByTime(10_001);
    one.crash();
  }
  expect(await one.supervisor.start()).toBeDefined();
});

test('starts that fail slowly are no long life', async () => {
  const one = supervised(async () => {
    vi.advanceTimersByTime(60_000);
    throw new Error('It was not active in time');
  });
  await rejection(one.supervisor.start());
  await rejection(one.supervisor.start());
  expect(await rejection(one.supervisor.start())).toMatchObject({ code: 'backing_off' });
});

test('one that ends while it starts is told with its reason, also at the end of the scope', async () => {
  const one = supervised(async () => one.crash());
  expect(await rejection(one.supervisor.start())).toBe(crash);
  const starting = rejection(one.supervisor.start());
  await one.supervisor.end();
  expect(await starting).toBe(crash);
});

test('it ends once, however often it is told to', async () => {
  const end = vi.fn(async () => {});
  const supervisor = new Supervisor(about, async () => ({ end, caller() {}, abort() {} }) as never);
  await supervisor.start();
  await Promise.all([supervisor.end(), supervisor.end()]);
  expect(end).toHaveBeenCalledTimes(1);
  expect(await rejection(supervisor.start())).toMatchObject({ code: 'plugin_ended' });
});
