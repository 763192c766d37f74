import { mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
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
