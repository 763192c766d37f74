import { timerTime } from '@mortise/core/units';
import type { HostCalls } from '../host-calls.ts';

interface Entry {
  readonly run: () => void;
  /** Milliseconds between two calls. */
  readonly interval: number | undefined;
}

/**
 * Timers of the host. Numbers stand for them, as in browsers.
 *
 * @returns the globals, and what the host calls when a timer's time has come
 */
export const createTimers = ({ startTimer, stopTimer }: HostCalls) => {
  const entries = new Map<number, Entry>();
  let last = 0;
  const start = (run: unknown, milliseconds: unknown, args: unknown[], repeats: boolean): number => {
    if (typeof run !== 'function') throw new TypeError('A timer takes a function');
    const time = Math.max(1, timerTime(Number(milliseconds) || 0));
    const id = ++last;
    startTimer(id, time);
    entries.set(id, { run: () => run(...args), interval: repeats ? time : undefined });
    return id;
  };
  const stop = (id: unknown): void => {
    if (entries.delete(id as number)) stopTimer(id as number);
  };
  // A promise's reason can be looked at without running any of the plugin's code, unlike what a function throws.
  const fire = async (id: number): Promise<void> => {
    const entry = entries.get(id);
    if (!entry) return;
    if (entry.interval === undefined) entries.delete(id);
    else startTimer(id, entry.interval);
    entry.run();
  };
  const globals = {
    setTimeout: (run: unknown, milliseconds?: unknown, ...args: unknown[]) =>
      start(run, milliseconds, args, false),
    setInterval: (run: unknown, milliseconds?: unknown, ...args: unknown[]) =>
      start(run, milliseconds, args, true),
    setImmediate: (run: unknown, ...args: unknown[]) => start(run, 0, args, false),
    clearTimeout: stop,
    clearInterval: stop,
    clearImmediate: stop,
    queueMicrotask: (run: unknown) => {
      if (typeof run !== 'function') throw new TypeError('A microtask is a function');
      void later(run as () => void);
    },
  };
  return { globals, fire };
};

const later = async (run: () => void): Promise<void> => {
  await undefined;
  run();
};
