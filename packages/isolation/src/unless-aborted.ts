import { whenAborted } from '@mortise/rpc';

/**
 * Waits for work that goes on also where the signal says that nobody waits for it any more.
 *
 * @throws what the work throws; the signal's reason
 */
export const unlessAborted = <T>(work: Promise<T>, signal: AbortSignal | undefined): Promise<T> =>
  new Promise((resolve, reject) => {
    const leave = () => reject(signal?.reason);
    if (signal?.aborted) leave();
    const stopListening = signal && whenAborted(signal, leave);
    work.finally(stopListening).then(resolve, reject);
  });
