import { posix } from 'node:path';
import type { GeneratedFile } from '../generate/generated-file.ts';
import type { Files } from '../workspace/files.ts';

/**
 * A workspace as it will be once some changes are written.
 *
 * @param files the workspace as it is
 * @param changes files to write or to delete
 */
export const overlayFiles = (files: Files, changes: readonly GeneratedFile[]): Files => {
  const texts = new Map(changes.map(({ path, text }) => [path, text]));
  /** The names that each folder gets, by the folder's path. */
  const added = new Map<string, Set<string>>();
  for (const [path, text] of texts) {
    for (let at = path; text !== undefined && at !== '.'; at = posix.dirname(at)) {
      const folder = posix.dirname(at);
      added.set(folder, (added.get(folder) ?? new Set()).add(posix.basename(at)));
    }
  }
  const isGone = (path: string) => texts.has(path) && texts.get(path) === undefined;
  return {
    read: (path) => {
      const known = posix.normalize(path);
      return texts.has(known) ? texts.get(known) : files.read(path);
    },
    list: (path) => {
      const names = added.get(posix.normalize(path));
      const kept = files.list(path).filter((name) => !isGone(posix.join(path, name)));
      return names ? [...new Set([...kept, ...names])].sort() : kept;
    },
  };
};
