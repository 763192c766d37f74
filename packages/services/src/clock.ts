import { timerTime } from '@mortise/core/units';
import type { Clock } from './clock.contract.ts';
import { durationOf, wait } from './wait.ts';

/**
 * Makes the service behind `mortise:clock@1` from the machine's clocks.
 *
 * @returns one clock for all plugins, for a registry's `services`
 * @example
 * ```ts
 * import { createClock } from '@mortise/services';
 *
 * const clock = createClock();
 * const before = await clock.monotonic();
 * await clock.sleep(2);
 * console.log((await clock.monotonic()) > before); // true
 * ```
 */
export const createClock = (): Clock => ({
  now: async () => Date.now(),
  monotonic: async () => performance.now(),
  sleep: async (ms, signal) => {
    const duration = durationOf(ms);
    await wait(signal, (done) => {
      let timer: ReturnType<typeof setTimeout>;
      const set = (left: number): void => {
        const time = timerTime(left);
        const next = () => (left > time ? set(left - time) : done());
        timer = setTimeout(next, time);
      };
      set(duration);
      return () => clearTimeout(timer);
    });
  },
});
