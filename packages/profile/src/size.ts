const units: Record<string, number> = {
  B: 1,
  kB: 1e3,
  MB: 1e6,
  GB: 1e9,
  KiB: 2 ** 10,
  MiB: 2 ** 20,
  GiB: 2 ** 30,
};

/**
 * A size in bytes.
 *
 * @param text as a profile's schema accepts it: a number and a unit, k = 1,000, Ki = 1,024
 * @example
 * ```ts
 * import { parseSize } from '@mortise/profile';
 *
 * console.log(parseSize('6kB')); // 6000
 * ```
 */
export const parseSize = (text: string): number =>
  Math.floor(Number.parseFloat(text) * (units[text.replace(/^[0-9.]+/, '')] ?? Number.NaN));

/**
 * A size for people, in the units that a profile uses.
 *
 * @param bytes how many
 */
export const formatSize = (bytes: number): string => {
  if (bytes < 1000) return `${bytes} B`;
  return bytes < 1e6 ? `${(bytes / 1e3).toFixed(2)} kB` : `${(bytes / 1e6).toFixed(2)} MB`;
};
