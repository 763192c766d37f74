import type { Clock } from './clock.contract.ts';
import { durationOf, wait } from './wait.ts';

/** A clock that stands still until a test moves it. */
export interface FakeClock extends Clock {
  /**
   * Lets time pass. Each sleep that ends meanwhile ends in its order, at its own time, and what waits
   * for it gets a turn before time goes on: a loop of sleeps runs as often as it would.
   *
   * @param ms how long, in milliseconds
   * @returns when all that has ended has had its turn
   * @throws MortiseError `invalid_duration` for what is no finite number
   */
  advance(ms: number): Promise<void>;
}

// Taken now, because a test may put fake timers in its place.
const { setTimeout } = globalThis;
const turn = () => new Promise<void>((resolve) => void setTimeout(resolve, 0));

/**
 * Makes a clock for tests.
 *
 * @param options `now` is where it begins, in milliseconds since 1970 in UTC; 0 where it is left out
 * @example
 * ```ts
 * import { createFakeClock } from '@mortise/services';
 *
 * const clock = createFakeClock({ now: 1_000 });
 * const slept = clock.sleep(60_000);
 * await clock.advance(60_000);
 * await slept;
 * console.log(await clock.now()); // 61000
 * ```
 */
export const createFakeClock = ({ now = 0 }: { readonly now?: number } = {}): FakeClock => {
  let elapsed = 0;
  const sleeps = new Set<{ readonly end: number; readonly done: () => void }>();
  const next = () => [...sleeps].sort((a, b) => a.end - b.end)[0];

  return {
    now: async () => now + elapsed,
    monotonic: async () => elapsed,
    sleep: async (ms, signal) => {
      const end = elapsed + durationOf(ms);
      if (end === elapsed) return signal?.throwIfAborted();
      await wait(signal, (done) => {
        const sleep = { end, done };
        sleeps.add(sleep);
        return () => sleeps.delete(sleep);
      });
    },
    advance: async (ms) => {
      const until = elapsed + durationOf(ms);
      for (;;) {
        await turn();
        const sleep = next();
        if (!sleep || sleep.end > until) break;
        elapsed = Math.max(elapsed, sleep.end);
        sleeps.delete(sleep);
        sleep.done();
      }
      elapsed = Math.max(elapsed, until);
    },
  };
};
