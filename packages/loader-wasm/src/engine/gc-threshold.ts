/** How much garbage there may be before the engine looks for it, in bytes: looking takes as long as there is much. */
const most = 16e6;

/** What the engine sets with each collection, as a multiple of what that has left. */
const growth = 1.5;

/**
 * How much objects may take before the engine looks for those that only hold each other. Left to itself it does so
 * often where there is little, and too late where there is much: garbage would take a plugin over its limit.
 *
 * @param own what the engine has set itself, in bytes
 * @param memory what the plugin may take, in bytes
 * @returns whole bytes
 */
export const gcThreshold = (own: number, memory: number): number => {
  if (own <= memory) return Math.max(own, Math.floor(Math.min(most, memory / 2)));
  const left = own / growth;
  // It may have more than that already, and is about to end.
  return Math.floor(Math.max(left, (left + memory) / 2));
};
