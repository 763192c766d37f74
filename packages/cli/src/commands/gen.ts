import {
  type ContractGrowth,
  checkGrowth,
  diskFiles,
  type GenerateResult,
  generate,
  writeFiles,
} from '@mortise/codegen';
import { checkTypes } from '../check-types.ts';
import { outOfDate } from '../errors.ts';
import { locate } from '../locate.ts';

/** What the command `check` is given. */
export interface CheckOptions extends GenOptions {
  /** Whether to compile the products' code, once a profile. */
  readonly types?: boolean;
}

/** What the command `check` found, where nothing is wrong. */
export interface CheckResult extends GenerateResult {
  /** How each contract has grown since it was released. */
  readonly growth: readonly ContractGrowth[];
}

/** What the command `gen` is given. */
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
 * Checks that every contract, manifest and profile is valid, every generated file is up to date and the
 * version of every contract says what has changed since it was released; then, where it is asked for,
 * that the code fits each profile.
 *
 * @throws MortiseError `out_of_date` with the files; what `generate`, `checkGrowth` and {@link checkTypes}
 *   throw
 */
export const check = async (options: CheckOptions): Promise<CheckResult> => {
  const { cwd, full = false, types = false } = options;
  const location = locate(cwd);
  const files = diskFiles(location.root);
  const result = await generate(files, { full });
  if (result.changes.length > 0) throw outOfDate(result.changes.map(({ path }) => path));
  const growth = await checkGrowth(files);
  if (types) await checkTypes(location);
  return { ...result, growth };
};
