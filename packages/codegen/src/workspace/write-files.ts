import { mkdirSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { writeFailed } from '../errors.ts';
import type { GeneratedFile } from '../generate/generated-file.ts';

/**
 * Brings files on disk to their wanted state. Every text is on disk under another name before the
 * first file is replaced, so that a full disk or a missing right leaves all as it was.
 *
 * @param root the workspace's folder
 * @param changes what `generate` found
 * @throws MortiseError `write_failed`, naming the file
 */
export const writeFiles = (root: string, changes: readonly GeneratedFile[]): void => {
  const staged: { readonly from: string; readonly to: string }[] = [];
  let at = '';
  try {
    for (const { path, text } of changes) {
      if (text === undefined) continue;
      at = path;
      const to = join(root, path);
      const from = `${to}.${process.pid}.tmp`;
      mkdirSync(dirname(to), { recursive: true });
      removeLeftOver(to);
      staged.push({ from, to });
      writeFileSync(from, text);
    }
    for (const { from, to } of staged) {
      at = to;
      renameSync(from, to);
    }
    for (const { path, text } of changes) if (text === undefined) rmSync(join(root, path), { force: true });
  } catch (cause) {
    throw writeFailed(at, cause);
  } finally {
    for (const { from } of staged) rmSync(from, { force: true });
  }
};

/** Deletes what a process that was killed has left beside a file. */
const removeLeftOver = (file: string): void => {
  for (const name of readdirSync(dirname(file))) {
    const pid = name.startsWith(`${basename(file)}.`) ? /\.(\d+)\.tmp$/.exec(name)?.[1] : undefined;
    const isOurs = pid !== undefined && name === `${basename(file)}.${pid}.tmp`;
    if (isOurs && !isAlive(Number(pid))) rmSync(join(dirname(file), name), { force: true });
  }
};

const isAlive = (pid: number): boolean => {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    // A process of somebody else is alive and may not be signalled.
    return (error as NodeJS.ErrnoException).code !== 'ESRCH';
  }
};
