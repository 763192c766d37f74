import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { root } from '../workspace.ts';

/**
 * Sees to it that a derived file has the text that it should have.
 *
 * @param path from the root
 * @param text `undefined` where there should be no such file
 * @param update whether to write it, instead of reporting that it differs
 * @returns the problem, or an empty list
 */
export function writeOrCompare(path: string, text: string | undefined, update: boolean): readonly string[] {
  const file = join(root, path);
  const present = read(file);
  if (present === text) return [];
  if (!update) {
    const problem =
      text === undefined ? 'belongs to nothing' : present === undefined ? 'is missing' : 'differs';
    return [`${path} ${problem}; to write it: npm run check -- --update`];
  }
  if (text === undefined) rmSync(file);
  else {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  }
  return [];
}

function read(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}
