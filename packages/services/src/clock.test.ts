import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createClock } from './clock.ts';

beforeEach(() => void vi.useFakeTimers({ now: 5_000 }));
afterEach(() => void vi.useRealTimers());

const settled = async (promise: Promise<unknown>) => {
  const open = Symbol();
  return (await Promise.race([promise, Promise.resolve().then(() => open)])) !== open;
};

describe('createClock()', () => {
  it('now() gives the milliseconds since 1970, monotonic() those since some moment', async () => {
    const clock = createClock();
    expect(await clock.now()).toBe(5_000);
    const before = await clock.monotonic();
    vi.advanceTimersByTime(10);
    expect((await clock.monotonic()) - before).toBe(10);
  });

  it('sleep() ends when its time has passed and leaves no timer and no listener', async () => {
    const controller = new AbortController();
    const removed = vi.spyOn(controller.signal, 'removeEventListener');
    const slept = createClock().sleep(1_000, controller.signal);
    await vi.advanceTimersByTimeAsync(999);
    expect(await settled(slept)).toBe(false);
    await vi.advanceTimersByTimeAsync(1);
    await slept;
    expect(removed).toHaveBeenCalledOnce();
    expect(vi.getTimerCount()).toBe(0);
  });

  it('sleep() does not end at once when it is longer than a timer can be set', async () => {
    const days = 24 * 60 * 60 * 1_000;
    const slept = createClock().sleep(60 * days);
    await vi.advanceTimersByTimeAsync(60 * days - 1);
    expect(await settled(slept)).toBe(false);
    await vi.advanceTimersByTimeAsync(1);
    await slept;
  });

  it("sleep() rejects with the signal's reason when that aborts, and leaves no timer", async () => {
    const controller = new AbortController();
    const slept = createClock().sleep(1_000, controller.signal);
    controller.abort('enough');
    await expect(slept).rejects.toBe('enough');
    expect(vi.getTimerCount()).toBe(0);
  });

  it('sleep() rejects when its signal has aborted before', async () => {
    await expect(createClock().sleep(0, AbortSignal.abort('before'))).rejects.toBe('before');
    expect(vi.getTimerCount()).toBe(0);
  });

  it.each([Number.NaN, Number.POSITIVE_INFINITY, '5' as never])(
    'sleep() rejects with invalid_duration when told %s',
    async (ms) => {
      await expect(createClock().sleep(ms)).rejects.toMatchObject({ code: 'invalid_duration' });
    },
  );

  it('sleep() ends at once when told less than zero', async () => {
    const slept = createClock().sleep(-5);
    await vi.advanceTimersByTimeAsync(0);
    await slept;
  });
});
