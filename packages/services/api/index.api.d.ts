import * as _mortise_core from '@mortise/core';
import { ServiceFactory } from '@mortise/core';

/**
 * Tells the time in milliseconds.
 *
 * @contract mortise:clock@1.0.0
 */
interface Clock$1 {
    /** The time of day, in milliseconds since 1970 in UTC; may jump when the machine's clock is set. */
    now(): Promise<number>;
    /** Milliseconds with a fraction since some fixed moment; never goes back: for durations. */
    monotonic(): Promise<number>;
    /**
     * Waits.
     *
     * @param ms how long, in milliseconds; zero or less does not wait
     * @param signal ends the wait early: the call rejects with the signal's reason
     * @throws invalid_duration
     */
    sleep(ms: number, signal?: AbortSignal): Promise<void>;
}

/** Tells the time in milliseconds. */
interface Clock extends Clock$1 {
}
declare const Clock: _mortise_core.Contract<Clock$1, "mortise:clock@1">;

/**
 * Makes the service behind `mortise:clock@1` from the machine's clocks.
 *
 * @returns one clock for all plugins, for a registry's `services`
 * @example
 * ```ts
 * import { createClock } from '@mortise/services';
 *
 * const clock = createClock();
 * const before = await clock.monotonic();
 * await clock.sleep(2);
 * console.log((await clock.monotonic()) > before); // true
 * ```
 */
declare const createClock: () => Clock$1;

/** A clock that stands still until a test moves it. */
interface FakeClock extends Clock$1 {
    /**
     * Lets time pass. Each sleep that ends meanwhile ends in its order, at its own time, and what waits
     * for it gets a turn before time goes on: a loop of sleeps runs as often as it would.
     *
     * @param ms how long, in milliseconds
     * @returns when all that has ended has had its turn
     * @throws MortiseError `invalid_duration` for what is no finite number
     */
    advance(ms: number): Promise<void>;
}
/**
 * Makes a clock for tests.
 *
 * @param options `now` is where it begins, in milliseconds since 1970 in UTC; 0 where it is left out
 * @example
 * ```ts
 * import { createFakeClock } from '@mortise/services';
 *
 * const clock = createFakeClock({ now: 1_000 });
 * const slept = clock.sleep(60_000);
 * await clock.advance(60_000);
 * await slept;
 * console.log(await clock.now()); // 61000
 * ```
 */
declare const createFakeClock: ({ now }?: {
    readonly now?: number;
}) => FakeClock;

/** What JSON can say. */
type Json = null | boolean | number | string | Json[] | {
    [key: string]: Json;
};
/**
 * Tells the people who run the product what happens in a plugin. A call never fails because an entry
 * could not be written, so that a plugin need not wait for it.
 *
 * @contract mortise:log@1.0.0
 */
interface Log$1 {
    /**
     * Reports a detail that only helps to find a mistake.
     *
     * @param message one sentence; what varies belongs into the fields
     * @param fields values that a machine may search for
     */
    debug(message: string, fields?: Record<string, Json>): Promise<void>;
    /**
     * Reports what the plugin does in its normal course.
     *
     * @param message one sentence; what varies belongs into the fields
     * @param fields values that a machine may search for
     */
    info(message: string, fields?: Record<string, Json>): Promise<void>;
    /**
     * Reports what went wrong without harm to the caller.
     *
     * @param message one sentence; what varies belongs into the fields
     * @param fields values that a machine may search for
     */
    warn(message: string, fields?: Record<string, Json>): Promise<void>;
    /**
     * Reports a failure that a person should look at.
     *
     * @param message one sentence; what varies belongs into the fields
     * @param fields values that a machine may search for
     */
    error(message: string, fields?: Record<string, Json>): Promise<void>;
}

/**
 * Tells the people who run the product what happens in a plugin. A call never fails because an entry
 * could not be written, so that a plugin need not wait for it.
 */
interface Log extends Log$1 {
}
declare const Log: _mortise_core.Contract<Log$1, "mortise:log@1">;

/** How much an entry matters. */
type LogLevel = keyof Log$1;
/** One thing that a plugin reported. */
interface LogEntry {
    readonly level: LogLevel;
    readonly pluginId: string;
    readonly pluginVersion: string;
    /** As the plugin wrote it, control characters and all; of a long one, the first 16,384 characters and `…`. */
    readonly message: string;
    /**
     * A copy; `{ unprintable: reason }` where the plugin gave what JSON cannot say, `{ cut: beginning }` where their
     * JSON has more than 16,384 characters.
     */
    readonly fields?: Readonly<Record<string, Json>>;
}

/** What {@link createLog} can be told. */
interface LogOptions {
    /** Entries below this level are dropped; `info` where it is left out. */
    readonly level?: LogLevel;
    /** A line to read, or one JSON object a line; `text` where it is left out. */
    readonly format?: 'text' | 'json';
    /**
     * Takes each line, with its line break, in order; the plugin's call waits for a promise that it
     * returns. What it throws is dropped: a plugin can do nothing about it, so a sink reports its own
     * failures. Without one, lines go to the standard error stream.
     */
    readonly write?: (line: string) => unknown;
    /** The time of an entry in milliseconds since 1970 in UTC; `Date.now` where it is left out. */
    readonly now?: () => number;
}
/**
 * Makes the service behind `mortise:log@1`: one line an entry, with the plugin's id before anything
 * that the plugin wrote. Control characters become visible escapes, so that no plugin can end a line,
 * write one in another's name or steer the terminal. Of a long message, and of the JSON of long fields, the
 * first 16,384 characters are written.
 *
 * @param options level, format and sink
 * @returns a log for each plugin, for a registry's `services`
 * @throws MortiseError `invalid_option` for a level or a format that there is not
 * @example
 * ```ts
 * import { createLog } from '@mortise/services';
 *
 * const lines: string[] = [];
 * const log = createLog({ now: () => 0, write: (line) => lines.push(line) });
 * const ofPlugin = await log({ id: 'demo.greeter', version: '1.0.0' });
 * await ofPlugin.info('Greeted', { name: 'Ada' });
 * console.log(lines.join('').trim()); // 1970-01-01T00:00:00.000Z INFO demo.greeter: Greeted {"name":"Ada"}
 * ```
 */
declare const createLog: (options?: LogOptions) => ServiceFactory<Log$1>;

/** A log that a test can look into. */
interface MemoryLog extends ServiceFactory<Log$1> {
    /** What all plugins reported so far, in order; grows without bound. */
    readonly entries: readonly LogEntry[];
}
/**
 * Makes a log for tests, which keeps the entries of every level.
 *
 * @returns a log for each plugin, for a registry's `services`, with all their entries
 * @example
 * ```ts
 * import { createMemoryLog } from '@mortise/services';
 *
 * const log = createMemoryLog();
 * const ofPlugin = await log({ id: 'demo.greeter', version: '1.0.0' });
 * await ofPlugin.warn('Nobody to greet');
 * console.log(log.entries.map(({ level, message }) => `${level}: ${message}`)); // [ 'warn: Nobody to greet' ]
 * ```
 */
declare const createMemoryLog: () => MemoryLog;

/**
 * Keeps bytes by key for one plugin, which sees no other plugin's keys. A key is any text of 1 to 512
 * bytes in UTF-8. Calls for one key take effect in the order in which they were made.
 *
 * @contract mortise:storage@1.0.0
 */
interface Storage$1 {
    /**
     * Reads a value.
     *
     * @param key 1 to 512 bytes in UTF-8
     * @returns a copy that belongs to the caller, or `undefined` where nothing was set
     * @throws invalid_key, storage_denied, storage_failed
     * @idempotent
     */
    get(key: string): Promise<Uint8Array | undefined>;
    /**
     * Keeps a value in place of an earlier one, wholly or not at all.
     *
     * @param key 1 to 512 bytes in UTF-8
     * @param value copied during the call; the caller may go on using it
     * @throws invalid_key, invalid_value, storage_denied, storage_failed, storage_full
     * @idempotent
     */
    set(key: string, value: Uint8Array): Promise<void>;
    /**
     * Removes a value; does nothing where there is none.
     *
     * @param key 1 to 512 bytes in UTF-8
     * @throws invalid_key, storage_denied, storage_failed
     * @idempotent
     */
    delete(key: string): Promise<void>;
    /**
     * Streams the keys in no particular order; one that changes meanwhile may be among them or not.
     *
     * @param prefix what the keys begin with; all keys where it is left out
     * @throws storage_denied, storage_failed
     */
    list(prefix?: string): AsyncIterable<string>;
}

/**
 * Makes the service behind `mortise:storage@1` in memory: for tests, and for plugins whose data may
 * end with the process. A plugin that is activated again finds its keys again.
 *
 * @returns a storage for each plugin, for a registry's `services`; throws `unsupported_grant` for a
 *   plugin that asks for another scope than its own keys
 * @example
 * ```ts
 * import { createMemoryStorage } from '@mortise/services';
 *
 * const storage = createMemoryStorage();
 * const ofPlugin = await storage({ id: 'demo.greeter', version: '1.0.0' });
 * await ofPlugin.set('greeted/ada', new Uint8Array([1]));
 * console.log(await ofPlugin.get('greeted/ada')); // Uint8Array(1) [ 1 ]
 * ```
 */
declare const createMemoryStorage: () => ServiceFactory<Storage$1>;

/**
 * Keeps bytes by key for one plugin, which sees no other plugin's keys. A key is any text of 1 to 512
 * bytes in UTF-8. Calls for one key take effect in the order in which they were made.
 */
interface Storage extends Storage$1 {
}
declare const Storage: _mortise_core.Contract<Storage$1, "mortise:storage@1">;

export { Clock, Log, Storage, createClock, createFakeClock, createLog, createMemoryLog, createMemoryStorage };
export type { FakeClock, Json, LogEntry, LogLevel, LogOptions, MemoryLog };
