import { randomUUID } from 'node:crypto';
import { mkdir, readdir, rename, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import process from 'node:process';

// Values are written to `.tmp/<process id>-<unique>` in the plugin's directory, so on the same file system.

const startedAt = Date.now() - process.uptime() * 1000;

const temporaryIn = (directory: string): string => join(directory, '.tmp');

/**
 * Makes a plugin's directory where it is missing, and removes what killed processes left half-written.
 *
 * @throws the file system's error
 */
export const openDirectory = async (directory: string): Promise<void> => {
  const temporary = temporaryIn(directory);
  await mkdir(temporary, { recursive: true, mode: 0o700 });
  for (const name of await readdir(temporary)) {
    const file = join(temporary, name);
    if (await isLeftOver(file, Number.parseInt(name, 10))) await rm(file, { force: true });
  }
};

/**
 * Puts a value in the place of a file, at once or not at all.
 *
 * @param directory the plugin's
 * @param file in that directory or below
 * @param value must not change meanwhile
 * @throws the file system's error; the old value is still there then
 */
export const replaceFile = async (directory: string, file: string, value: Uint8Array): Promise<void> => {
  const temporary = join(temporaryIn(directory), `${process.pid}-${randomUUID()}`);
  const replace = async () => {
    // Flushed, because some systems put the new name on the disk before the bytes.
    await writeFile(temporary, value, { flag: 'wx', mode: 0o600, flush: true });
    await rename(temporary, file);
  };
  try {
    await replace().catch(async (error) => {
      if (error.code !== 'ENOENT') throw error;
      // A long key's directory is not there yet, or someone has cleared the storage.
      await rm(temporary, { force: true });
      await mkdir(dirname(temporary), { recursive: true, mode: 0o700 });
      await mkdir(dirname(file), { recursive: true, mode: 0o700 });
      await replace();
    });
  } catch (error) {
    // The first error tells more than that this one could not be cleaned up after; the next open will.
    await rm(temporary, { force: true }).catch(() => {});
    throw error;
  }
};

/**
 * Whether nobody writes the file any more. In a container each run has the same process id: a file
 * from before this process began is an earlier run's.
 */
const isLeftOver = async (file: string, pid: number): Promise<boolean> => {
  if (pid !== process.pid) return pid > 0 && !isAlive(pid);
  const { mtimeMs } = await stat(file).catch(() => ({ mtimeMs: Number.POSITIVE_INFINITY }));
  return mtimeMs < startedAt;
};

const isAlive = (pid: number): boolean => {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    // It lives, as another user.
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
};
