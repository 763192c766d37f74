import { ContractWire } from '@mortise/core';

/**
 * Tells the time in milliseconds.
 *
 * @contract mortise:clock@1.0.0
 */
interface Clock {
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

/** How calls of mortise:clock@1 cross a boundary. */
declare const ClockWire: ContractWire<Clock>;

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
interface Log {
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

/** How calls of mortise:log@1 cross a boundary. */
declare const LogWire: ContractWire<Log>;

/**
 * Keeps bytes by key for one plugin, which sees no other plugin's keys. A key is any text of 1 to 512
 * bytes in UTF-8. Calls for one key take effect in the order in which they were made.
 *
 * @contract mortise:storage@1.0.0
 */
interface Storage {
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

/** How calls of mortise:storage@1 cross a boundary. */
declare const StorageWire: ContractWire<Storage>;

export { ClockWire, LogWire, StorageWire };
