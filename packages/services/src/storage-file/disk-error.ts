import { type StorageAction, storageDenied, storageFailed, storageFull } from '../errors.ts';

const denied = new Set(['EACCES', 'EPERM', 'EROFS']);
const full = new Set(['EDQUOT', 'EFBIG', 'ENOSPC']);

/**
 * Makes what throws a file system's error as one of ours.
 *
 * @param action what the storage was at
 * @returns a function of what was caught, for `catch`
 */
export const rethrow =
  (action: StorageAction) =>
  (cause: unknown): never => {
    const { code = '' } = cause as NodeJS.ErrnoException;
    if (denied.has(code)) throw storageDenied(action, cause);
    if (full.has(code)) throw storageFull(action, cause);
    throw storageFailed(action, cause);
  };

/** Makes nothing of a file that is not there; throws all other errors on. For `catch`. */
export const ifMissing = (error: NodeJS.ErrnoException): undefined => {
  if (error.code !== 'ENOENT') throw error;
};
