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
    const time = Math.max(1, Math.min(Number(milliseconds) || 0, 2 ** 31 - 1));
    const id = ++last;
    startTimer(id, time);
    entries.set(id, { run: () => run(...args), interval: repeats ? time : undefined });
    return id;
  };
  const stop = (id: unknown): void => {
    if (entries.delete(id as number)) stopTimer(id as number);
  };
  const fire = (id: number): void => {
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
  };
  return { globals, fire };
};
