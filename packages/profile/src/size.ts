import { sizeSchema } from '@mortise/core/manifest-schema';
import { invalidSize } from './errors.ts';

const units = new Map([
  ['B', 1],
  ['kB', 1e3],
  ['MB', 1e6],
  ['GB', 1e9],
  ['KiB', 2 ** 10],
  ['MiB', 2 ** 20],
  ['GiB', 2 ** 30],
]);

const pattern = new RegExp(sizeSchema.pattern);

/**
 * A size in bytes.
 *
 * @param text as a profile's schema accepts it: a number and a unit, k = 1,000, Ki = 1,024
 * @returns whole bytes
 * @throws MortiseError `invalid_size`
 * @example
 * ```ts
 * import { parseSize } from '@mortise/profile';
 *
 * console.log(parseSize('6kB')); // 6000
 * ```
 */
export const parseSize = (text: string): number => {
  const unit = units.get(text.replace(/^[0-9.]+/, ''));
  if (unit === undefined || !pattern.test(text)) throw invalidSize(text);
  // A product such as 1.001 × 1000 comes out a little below the whole number that it is.
  return Math.round(Number.parseFloat(text) * unit);
};

/**
 * A size for people: whole bytes below 1 kB, then two decimals.
 *
 * @param bytes how many
 * @returns the number and its unit, in thousands: `6.00 kB`
 * @example
 * ```ts
 * import { formatSize } from '@mortise/profile';
 *
 * console.log(formatSize(512), formatSize(6144)); // 512 B 6.14 kB
 * ```
 */
export const formatSize = (bytes: number): string => {
  if (bytes < 1000) return `${bytes} B`;
  // Below the step by less than half a decimal, it would read as 1000.00.
  return bytes < 999_995 ? `${(bytes / 1e3).toFixed(2)} kB` : `${(bytes / 1e6).toFixed(2)} MB`;
};
