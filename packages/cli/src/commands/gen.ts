import { diskFiles, type GenerateResult, generate, writeFiles } from '@mortise/codegen';
import { outOfDate } from '../errors.ts';
import { locate } from '../locate.ts';

/** What the commands `gen` and `check` are given. */
export interface GenOptions {
  readonly cwd: string;
  readonly full?: boolean;
}

/**
 * Brings all generated files of the workspace around a folder up to date.
 *
 * @returns what was changed, and how much there is
 */
export const gen = async ({ cwd, full = false }: GenOptions): Promise<GenerateResult> => {
  const { root } = locate(cwd);
  const result = await generate(diskFiles(root), { full });
  writeFiles(root, result.changes);
  return result;
};

/**
 * Checks that every contract, manifest and profile is valid and every generated file is up to date.
 *
 * @throws MortiseError `out_of_date` with the files; what `generate` throws
 */
export const check = async ({ cwd, full = false }: GenOptions): Promise<GenerateResult> => {
  const result = await generate(diskFiles(locate(cwd).root), { full });
  if (result.changes.length === 0) return result;
  throw outOfDate(result.changes.map(({ path }) => path));
};
