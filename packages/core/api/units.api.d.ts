/** Upper bounds that hold where the plugin is isolated. */
interface Limits {
    /** Bytes with a unit: `64MB`, `64MiB`. */
    readonly memory?: string;
    /** How much of the stack its calls may take, in the same units. */
    readonly stack?: string;
    /** How long one call may take: `500ms`, `5s`, `1m`. */
    readonly callTimeout?: string;
    /** How long a reader waits for one item of a stream, in the same units. */
    readonly idleTimeout?: string;
    /** How long activation may take, in the same units. */
    readonly startTimeout?: string;
    /** How long `deactivate` may take, in the same units. */
    readonly stopTimeout?: string;
}

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
declare const timerTime: (milliseconds: number) => number;

/** What a size looks like; k = 1,000, Ki = 1,024. */
declare const sizePattern = "^(?:[1-9][0-9]*(?:\\.[0-9]+)?|0\\.[0-9]*[1-9][0-9]*)(?:B|kB|MB|GB|KiB|MiB|GiB)$";
/** What a time looks like. */
declare const durationPattern = "^(?:[1-9][0-9]*(?:\\.[0-9]+)?|0\\.[0-9]*[1-9][0-9]*)(?:ms|s|m)$";
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
declare const parseSize: (text: string) => number;
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
declare const parseDuration: (text: string) => number;
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
declare const formatSize: (bytes: number) => string;
/** How each limit of a plugin is read: sizes to bytes, times to milliseconds. */
declare const limitReaders: Readonly<Record<keyof Limits, (text: string) => number>>;

export { durationPattern, formatSize, limitReaders, parseDuration, parseSize, sizePattern, timerTime };
