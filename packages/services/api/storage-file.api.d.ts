import { ServiceFactory } from '@mortise/core';

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

/** What {@link createFileStorage} must be told. */
interface FileStorageOptions {
    /** Where each plugin gets a directory named by its id; made when it is missing. */
    readonly directory: string;
}
/**
 * Makes the service behind `mortise:storage@1` on disk: one file a key in the plugin's own directory,
 * readable by the host's user only. A value is written beside the old one, flushed to the disk, then
 * put in its place: a process that is killed leaves the old value, and what it left half-written is
 * removed when the plugin's storage is opened next. Processes of one machine may share a directory.
 *
 * @param options the directory
 * @returns a storage for each plugin, for a registry's `services`; rejects with `storage_denied`,
 *   `storage_failed` or `storage_full` where the plugin's directory cannot be made or read, with
 *   `unsupported_grant` where the plugin asks for another scope than its own keys
 * @throws MortiseError `invalid_option` without a directory
 * @example
 * ```ts
 * import { mkdtemp, rm } from 'node:fs/promises';
 * import { tmpdir } from 'node:os';
 * import { join } from 'node:path';
 * import { createFileStorage } from '@mortise/services/storage-file';
 *
 * const directory = await mkdtemp(join(tmpdir(), 'demo-'));
 * const storage = createFileStorage({ directory });
 * const ofPlugin = await storage({ id: 'demo.greeter', version: '1.0.0' });
 * await ofPlugin.set('greeted/ada', new Uint8Array([1]));
 * console.log(await ofPlugin.get('greeted/ada')); // Uint8Array(1) [ 1 ]
 * await rm(directory, { recursive: true });
 * ```
 */
declare const createFileStorage: (options: FileStorageOptions) => ServiceFactory<Storage>;

export { createFileStorage };
export type { FileStorageOptions };
