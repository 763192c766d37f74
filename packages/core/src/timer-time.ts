/** Told a longer time, in milliseconds, a timer does not wait at all. */
const longest = 2 ** 31 - 1;

/**
 * As much of a time as a timer of JavaScript can keep.
 *
 * @param milliseconds any time, also `Infinity`
 * @returns no more than almost 25 days, in milliseconds
 * @example
 * ```ts
 * import { timerTime } from '@mortise/core/units';
 *
 * console.log(timerTime(1_000), timerTime(Infinity)); // 1000 2147483647
 * ```
 */
export const timerTime = (milliseconds: number): number => Math.min(milliseconds, longest);
