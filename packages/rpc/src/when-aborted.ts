/** Who listens to a signal, by the signal. */
const heard = new WeakMap<AbortSignal, Set<() => void>>();

/**
 * Listens to a signal that many may share: it has one listener for all of them, since Node warns of a leak where a
 * signal has eleven.
 *
 * @param tell is called once where the signal aborts; it must not throw
 * @returns stops listening; may be called again
 * @example
 * ```ts
 * import { whenAborted } from '@mortise/rpc';
 *
 * const giveUp = new AbortController();
 * const told: string[] = [];
 * for (const name of ['one', 'other']) whenAborted(giveUp.signal, () => told.push(name));
 * giveUp.abort();
 * console.log(told); // [ 'one', 'other' ]
 * ```
 */
export const whenAborted = (signal: AbortSignal, tell: () => void): (() => void) => {
  const listeners = heard.get(signal) ?? listenTo(signal);
  // A function of its own each time: the same one may listen twice.
  const listener = () => tell();
  listeners.add(listener);
  return () => {
    listeners.delete(listener);
    if (listeners.size > 0 || heard.get(signal) !== listeners) return;
    heard.delete(signal);
    signal.removeEventListener('abort', tellAll);
  };
};

const listenTo = (signal: AbortSignal): Set<() => void> => {
  const listeners = new Set<() => void>();
  heard.set(signal, listeners);
  signal.addEventListener('abort', tellAll, { once: true });
  return listeners;
};

const tellAll = ({ target }: Event): void => {
  const signal = target as AbortSignal;
  const listeners = heard.get(signal);
  heard.delete(signal);
  for (const listener of listeners ?? []) listener();
};
