import { MortiseError } from './error.ts';
import type { Limits } from './manifest.ts';

export { timerTime } from './timer-time.ts';

/** More than 0. */
const number = '(?:[1-9][0-9]*(?:\\.[0-9]+)?|0\\.[0-9]*[1-9][0-9]*)';

/** What a size looks like; k = 1,000, Ki = 1,024. */
export const sizePattern = `^${number}(?:B|kB|MB|GB|KiB|MiB|GiB)$`;

/** What a time looks like. */
export const durationPattern = `^${number}(?:ms|s|m)$`;

const sizes = new Map([
  ['B', 1],
  ['kB', 1e3],
  ['MB', 1e6],
  ['GB', 1e9],
  ['KiB', 2 ** 10],
  ['MiB', 2 ** 20],
  ['GiB', 2 ** 30],
]);

const durations = new Map([
  ['ms', 1],
  ['s', 1e3],
  ['m', 60e3],
]);

/**
 * A size in bytes.
 *
 * @param text a number and a unit, k = 1,000, Ki = 1,024
 * @returns whole bytes, 1 at least
 * @throws MortiseError `invalid_size`
 * @example
 * ```ts
 * import { parseSize } from '@mortise/core/units';
 *
 * console.log(parseSize('6kB')); // 6000
 * ```
 */
export const parseSize = (text: string): number => {
  const bytes = parse(text, sizePattern, sizes);
  if (bytes === undefined)
    throw new MortiseError('invalid_size', `Cannot read size '${text}': it must be a number and a unit`, {
      hint: 'Write a size such as "6kB": the units are B, kB, MB, GB, KiB, MiB and GiB',
    });
  return bytes;
};

/**
 * A time in milliseconds.
 *
 * @param text a number and a unit: ms, s or m
 * @returns whole milliseconds, 1 at least
 * @throws MortiseError `invalid_duration`
 * @example
 * ```ts
 * import { parseDuration } from '@mortise/core/units';
 *
 * console.log(parseDuration('1.5s')); // 1500
 * ```
 */
export const parseDuration = (text: string): number => {
  const milliseconds = parse(text, durationPattern, durations);
  if (milliseconds === undefined)
    throw new MortiseError('invalid_duration', `Cannot read time '${text}': it must be a number and a unit`, {
      hint: 'Write a time such as "500ms": the units are ms, s and m',
    });
  return milliseconds;
};

const parse = (text: string, pattern: string, units: ReadonlyMap<string, number>): number | undefined => {
  const unit = units.get(text.replace(/^[0-9.]+/, ''));
  if (unit === undefined || !new RegExp(pattern).test(text)) return undefined;
  // A product such as 1.001 × 1000 comes out a little below the whole number that it is.
  return Math.max(1, Math.round(Number.parseFloat(text) * unit));
};

/**
 * A size for people: whole bytes below 1 kB, then two decimals.
 *
 * @param bytes how many
 * @returns the number and its unit, in thousands: `6.00 kB`
 * @example
 * ```ts
 * import { formatSize } from '@mortise/core/units';
 *
 * console.log(formatSize(512), formatSize(6144)); // 512 B 6.14 kB
 * ```
 */
export const formatSize = (bytes: number): string => {
  if (bytes < 1000) return `${bytes} B`;
  // Below the step by less than half a decimal, it would read as 1000.00.
  return bytes < 999_995 ? `${(bytes / 1e3).toFixed(2)} kB` : `${(bytes / 1e6).toFixed(2)} MB`;
};

/** How each limit of a plugin is read: sizes to bytes, times to milliseconds. */
export const limitReaders: Readonly<Record<keyof Limits, (text: string) => number>> = {
  memory: parseSize,
  stack: parseSize,
  callTimeout: parseDuration,
  idleTimeout: parseDuration,
  startTimeout: parseDuration,
  stopTimeout: parseDuration,
};
