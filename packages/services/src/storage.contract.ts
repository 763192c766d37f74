/**
 * Keeps bytes by key for one plugin, which sees no other plugin's keys. A key is any text of 1 to 512
 * bytes in UTF-8. Calls for one key take effect in the order in which they were made.
 *
 * @contract mortise:storage@1.0.0
 */
export interface Storage {
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
