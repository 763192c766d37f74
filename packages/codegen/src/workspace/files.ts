import { readdirSync, readFileSync, type Stats, statSync } from 'node:fs';
import { join } from 'node:path';

/** How generators see a workspace: the disk, or an Nx tree that has not been written yet. */
export interface Files {
  /** The text of a file; none where there is no file. Paths are relative to the workspace, with slashes. */
  read(path: string): string | undefined;
  /** The names in a folder, sorted; none where there is no folder. */
  list(path: string): readonly string[];
}

/**
 * The files of a workspace on disk.
 *
 * @param root the workspace's folder
 */
export const diskFiles = (root: string): Files => ({
  read: (path) => {
    const full = join(root, path);
    return statOf(full)?.isFile() ? readFileSync(full, 'utf8') : undefined;
  },
  list: (path) => {
    const full = join(root, path);
    return statOf(full)?.isDirectory() ? readdirSync(full).sort() : [];
  },
});

const statOf = (path: string): Stats | undefined => {
  try {
    return statSync(path, { throwIfNoEntry: false });
  } catch (error) {
    // A file stands where the path has a folder.
    if ((error as NodeJS.ErrnoException).code === 'ENOTDIR') return undefined;
    throw error;
  }
};
