import {
  type ContractGrowth,
  checkGrowth,
  checkInstalled,
  diskFiles,
  type GenerateResult,
  generate,
  writeFiles,
} from '@mortise/codegen';
import { checkTypes } from '../check-types.ts';
import { outOfDate } from '../errors.ts';
import { locate } from '../locate.ts';
import { type PassedOver, passedOver } from '../passed-over.ts';

/** What the command `check` is given. */
export interface CheckOptions extends GenOptions {
  /** Whether to compile the products' code, once a profile. */
  readonly types?: boolean;
}

/** What the command `check` found, where nothing is wrong. */
export interface CheckResult extends GenResult {
  /** How each contract has grown since it was released. */
  readonly growth: readonly ContractGrowth[];
}

/** What the command `gen` did. */
export interface GenResult extends GenerateResult, PassedOver {}

/** What the command `gen` is given. */
export interface GenOptions {
  readonly cwd: string;
  readonly full?: boolean;
}

/**
 * Brings all generated files of the workspace around a folder up to date.
 *
 * @returns what was changed, how much there is, and what was passed over
 */
export const gen = async ({ cwd, full = false }: GenOptions): Promise<GenResult> => {
  const { root, workspace } = locate(cwd);
  const result = await generate(diskFiles(root), { full });
  writeFiles(root, result.changes);
  return { ...result, ...passedOver(workspace) };
};

/**
 * Checks that every contract, manifest and profile is valid, every generated file is up to date, what isolated
 * plugins need is installed, and the version of every contract says what has changed since it was released; then,
 * where it is asked for, that the code fits each profile.
 *
 * @throws MortiseError `out_of_date` with the files; what `generate`, `checkInstalled`, `checkGrowth` and
 *   {@link checkTypes} throw
 */
export const check = async (options: CheckOptions): Promise<CheckResult> => {
  const { cwd, full = false, types = false } = options;
  const location = locate(cwd);
  const files = diskFiles(location.root);
  const result = await generate(files, { full });
  if (result.changes.length > 0) throw outOfDate(result.changes.map(({ path }) => path));
  checkInstalled(files);
  const growth = await checkGrowth(files);
  if (types) await checkTypes(location);
  return { ...result, growth, ...passedOver(location.workspace) };
};
