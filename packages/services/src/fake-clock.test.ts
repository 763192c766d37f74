import { describe, expect, it, vi } from 'vitest';
import { createFakeClock } from './fake-clock.ts';

describe('createFakeClock()', () => {
  it('now() and monotonic() stand still until advance() moves them', async () => {
    const clock = createFakeClock({ now: 1_000 });
    expect([await clock.now(), await clock.monotonic()]).toEqual([1_000, 0]);
    await clock.advance(5);
    expect([await clock.now(), await clock.monotonic()]).toEqual([1_005, 5]);
  });

  it('advance() ends sleeps in the order of their ends, each at its own time', async () => {
    const clock = createFakeClock();
    const ends: [string, number][] = [];
    const sleeper = async (name: string, ms: number) => {
      await clock.sleep(ms);
      ends.push([name, await clock.now()]);
    };
    void sleeper('late', 30);
    void sleeper('early', 10);
    void sleeper('never', 41);
    await clock.advance(40);
    expect(ends).toEqual([
      ['early', 10],
      ['late', 30],
    ]);
  });

  it('advance() lets a loop of sleeps run as often as it would', async () => {
    const clock = createFakeClock();
    const times: number[] = [];
    const stop = new AbortController();
    const loop = (async () => {
      for (;;) {
        await clock.sleep(10, stop.signal);
        times.push(await clock.monotonic());
      }
    })();
    await clock.advance(35);
    const stopped = expect(loop).rejects.toBe('stop');
    stop.abort('stop');
    await stopped;
    expect(times).toEqual([10, 20, 30]);
  });

  it('sleep() is not ended by advance() after its signal aborted', async () => {
    const clock = createFakeClock();
    const controller = new AbortController();
    const slept = expect(clock.sleep(10, controller.signal)).rejects.toBe('enough');
    controller.abort('enough');
    await clock.advance(10);
    await slept;
  });

  it('sleep() ends at once when told zero', async () => {
    await createFakeClock().sleep(0);
  });

  it('advance() works under the fake timers of a test runner', async () => {
    vi.useFakeTimers();
    try {
      const clock = createFakeClock();
      const slept = clock.sleep(10);
      await clock.advance(10);
      await slept;
    } finally {
      vi.useRealTimers();
    }
  });

  it('advance() and sleep() reject with invalid_duration when told no number', async () => {
    const clock = createFakeClock();
    await expect(clock.advance(Number.NaN)).rejects.toMatchObject({ code: 'invalid_duration' });
    await expect(clock.sleep(Number.NaN)).rejects.toMatchObject({ code: 'invalid_duration' });
  });
});
