import { invalidDuration } from './errors.ts';

/**
 * A duration as a clock can use it.
 *
 * @param ms in milliseconds
 * @throws MortiseError `invalid_duration` for what is no finite number; a timer would end at once
 */
export const durationOf = (ms: number): number => {
  if (!Number.isFinite(ms)) throw invalidDuration(ms);
  return Math.max(0, ms);
};

/**
 * A wait that a signal can end.
 *
 * @param signal rejects the wait with its reason
 * @param begin begins the wait; gets what ends it, to be called later, and returns what calls it off
 */
export const wait = async (
  signal: AbortSignal | undefined,
  begin: (done: () => void) => () => void,
): Promise<void> => {
  signal?.throwIfAborted();
  await new Promise<void>((resolve, reject) => {
    const abort = () => {
      callOff();
      reject(signal?.reason);
    };
    const callOff = begin(() => {
      signal?.removeEventListener('abort', abort);
      resolve();
    });
    signal?.addEventListener('abort', abort, { once: true });
  });
};
