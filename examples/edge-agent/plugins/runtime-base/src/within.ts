/**
 * Whether a promise settles in time. Leaves no timer behind.
 *
 * @param promise what is waited for; its rejection passes through
 * @param ms milliseconds
 */
export const within = async (promise: Promise<unknown>, ms: number): Promise<boolean> => {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<boolean>((resolve) => {
    // Timers come first: where it was us who were busy, what has arrived meanwhile is looked at before it counts as late.
    timer = setTimeout(() => setImmediate(resolve, false), ms);
  });
  try {
    return await Promise.race([promise.then(() => true), late]);
  } finally {
    clearTimeout(timer);
  }
};
