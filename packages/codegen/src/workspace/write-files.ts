import { randomUUID } from 'node:crypto';
import { mkdirSync, readdirSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { basename, dirname, join, relative } from 'node:path';
import { writeFailed } from '../errors.ts';
import type { GeneratedFile } from '../generate/generated-file.ts';

/**
 * Brings files on disk to their wanted state. Every text is on disk under another name before the
 * first file is replaced, so that a full disk, a missing right or a folder in the way leaves all as it was. Where moving
 * them fails later, the error says which were replaced.
 *
 * @param root the workspace's folder
 * @param changes what `generate` found
 * @throws MortiseError `write_failed`, naming the file
 */
export const writeFiles = (root: string, changes: readonly GeneratedFile[]): void => {
  const staged: { readonly from: string; readonly to: string }[] = [];
  const replaced: string[] = [];
  let at = '';
  try {
    for (const { path, text } of changes) {
      if (text === undefined) continue;
      at = path;
      const to = join(root, path);
      // Process ids repeat where containers share a folder.
      const from = `${to}.${randomUUID()}.tmp`;
      if (statSync(to, { throwIfNoEntry: false })?.isDirectory())
        throw new Error('there is a folder of that name');
      mkdirSync(dirname(to), { recursive: true });
      removeLeftOver(to);
      staged.push({ from, to });
      writeFileSync(from, text);
    }
    for (const { from, to } of staged) {
      at = relative(root, to);
      renameSync(from, to);
      replaced.push(at);
    }
    for (const { path, text } of changes) if (text === undefined) rmSync(join(root, path), { force: true });
  } catch (cause) {
    throw writeFailed(at, cause, replaced);
  } finally {
    for (const { from } of staged) rmSync(from, { force: true });
  }
};

/** How old a file is that nobody is about to move, in milliseconds. */
const abandoned = 3_600_000;

/** Deletes what a process that was killed has left beside a file, an hour ago or longer. */
const removeLeftOver = (file: string): void => {
  for (const name of readdirSync(dirname(file))) {
    if (
      !name.startsWith(`${basename(file)}.`) ||
      !/^\.[0-9a-f-]{36}\.tmp$/.test(name.slice(basename(file).length))
    )
      continue;
    const path = join(dirname(file), name);
    const { mtimeMs } = statSync(path, { throwIfNoEntry: false }) ?? {};
    if (mtimeMs !== undefined && Date.now() - mtimeMs > abandoned) rmSync(path, { force: true });
  }
};
