import { timerTime } from '@mortise/core/units';

/**
 * Waits for work, and not for ever.
 *
 * @param milliseconds how long at most
 * @param work goes on also where nobody waits for it any more
 * @param late what comes instead, or is thrown; gets how long it was, in milliseconds
 */
export const within = async <T, Late>(
  milliseconds: number,
  work: Promise<T>,
  late: (measured: number) => Late,
): Promise<T | Late> => {
  const begun = performance.now();
  let timer: NodeJS.Timeout | undefined;
  const over = new Promise<void>((resolve) => {
    // Timers come first: where it was us who were busy, what has arrived is read before it counts as late.
    timer = setTimeout(() => setImmediate(resolve), timerTime(milliseconds));
  });
  try {
    return await Promise.race([work, over.then(() => late(performance.now() - begun))]);
  } finally {
    clearTimeout(timer);
  }
};
