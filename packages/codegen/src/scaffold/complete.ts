import { generate } from '../generate/generate.ts';
import type { GeneratedFile } from '../generate/generated-file.ts';
import { isSameText } from '../line-ends.ts';
import type { Files } from '../workspace/files.ts';
import type { Draft } from './draft.ts';

/** What a scaffold comes to. */
export interface Scaffold {
  /** The files to write, sorted by path; none where all is there already. */
  readonly changes: readonly GeneratedFile[];
  /** The folder of the package that it is about, relative to the workspace. */
  readonly directory: string;
  readonly packageName: string;
  /** What is left for a person to do, a sentence each. */
  readonly next: readonly string[];
  /** What is there already, stays, and is not what was asked for, a sentence each. */
  readonly kept?: readonly string[];
}

/**
 * Adds to files that a person will own all that is generated from them.
 *
 * @param files the workspace as it is
 * @param draft the new texts
 * @returns every file that is to change
 * @throws MortiseError what `generate` throws
 */
export const complete = async (files: Files, draft: Draft): Promise<GeneratedFile[]> => {
  const { changes } = await generate(draft.files());
  const all = new Map([...draft.changes(), ...changes].map(({ path, text }) => [path, text]));
  return [...all]
    .filter(([path, text]) => !isSameText(files.read(path), text))
    .map(([path, text]) => ({ path, text }))
    .sort((a, b) => (a.path < b.path ? -1 : 1));
};
