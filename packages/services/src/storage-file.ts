import { readFile, rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { ServiceFactory, ServiceUser } from '@mortise/core';
import { invalidOption, type StorageAction } from './errors.ts';
import type { Storage } from './storage.contract.ts';
import { ifMissing, rethrow } from './storage-file/disk-error.ts';
import { fileName } from './storage-file/file-name.ts';
import { createKeyReader } from './storage-file/key-reader.ts';
import { createQueue, type Queue } from './storage-file/queue.ts';
import { openDirectory, replaceFile } from './storage-file/replace-file.ts';
import { checkGrant, checkKey, copyValue, keysOfList } from './storage-rules.ts';

/** What {@link createFileStorage} must be told. */
export interface FileStorageOptions {
  /** Where each plugin gets a directory named by its id; made when it is missing. */
  readonly directory: string;
}

/** So many files of one plugin are open at once, lest it take all that the process may open. */
const openFiles = 16;

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
export const createFileStorage = (options: FileStorageOptions): ServiceFactory<Storage> => {
  if (!options.directory) throw invalidOption('directory', options.directory, 'the path of a directory');
  // Once, because the process may change its working directory.
  const root = resolve(options.directory);
  const queues = new Map<string, Queue>();

  return async (user) => {
    checkGrant(user);
    const directory = join(root, fileName(user.id));
    const opening = { pluginId: user.id, phase: 'connect', verb: 'open storage', object: directory } as const;
    await openDirectory(directory).catch(rethrow(opening));
    // Shared by all scopes in which the plugin is active, so that their calls are in order too.
    const queue = queues.get(user.id) ?? createQueue(openFiles);
    queues.set(user.id, queue);
    return storageOf(user, directory, queue);
  };
};

const storageOf = (user: ServiceUser, directory: string, queue: Queue): Storage => {
  const calling = (verb: string, object: string): StorageAction => ({
    pluginId: user.id,
    phase: 'call',
    verb,
    object,
  });
  const readKeys = createKeyReader(directory, queue);
  const onFile = <T>(verb: string, key: string, task: (file: string) => Promise<T>): Promise<T> => {
    const name = fileName(key);
    return queue(name, () => task(join(directory, name))).catch(rethrow(calling(verb, key)));
  };
  return {
    get: async (key) => {
      checkKey(user, key);
      const bytes = await onFile('get key', key, (file) => readFile(file).catch(ifMissing));
      return bytes && new Uint8Array(bytes);
    },
    set: async (key, value) => {
      checkKey(user, key);
      const copy = copyValue(user, key, value);
      await onFile('set key', key, (file) => replaceFile(directory, file, copy));
    },
    delete: async (key) => {
      checkKey(user, key);
      await onFile('delete key', key, (file) => rm(file, { force: true }));
    },
    list: async function* (prefix = '') {
      const failed = rethrow(calling('list keys', prefix));
      let after = '';
      for (let most = keysOfList.first; ; most = Math.min(2 * most, keysOfList.most)) {
        const piece = await readKeys(prefix, after, most).catch(failed);
        yield* piece.keys;
        if (piece.last === undefined) return;
        after = piece.last;
      }
    },
  };
};
