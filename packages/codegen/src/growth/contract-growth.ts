import type { ContractModel } from '../contract/model.ts';
import { generateFailed } from '../errors.ts';
import { contractSources, modelFile } from '../workspace/contracts.ts';
import type { Files } from '../workspace/files.ts';
import { parseModel } from '../workspace/parse-model.ts';
import { Workspace } from '../workspace/workspace.ts';
import { readBaseline } from './baseline.ts';
import { compareContracts } from './compare-contracts.ts';
import { contractName } from './contract-name.ts';
import type { ContractGrowth } from './growth.ts';
import { foreignBaseline, strayBaselines } from './stray-baselines.ts';
import { covers } from './versions.ts';

/**
 * How the contracts of a workspace have grown, from the models that are there: they must be up to date.
 *
 * @param files the workspace
 * @returns one each, in the order of the sources
 * @throws MortiseError `invalid_document`
 */
export const contractGrowth = (files: Files): readonly ContractGrowth[] =>
  readModels(files).map(({ source, model }) => growthIn(files, source, model));

/**
 * Checks that the version of each contract says what has changed since it was released.
 *
 * @param files the workspace; generated files must be up to date
 * @returns how each contract has grown
 * @throws MortiseError `version_too_low` or `stray_baseline`, or `generate_failed` with several of them;
 *   `invalid_document`
 */
export const checkGrowth = async (files: Files): Promise<readonly ContractGrowth[]> => {
  const all = contractGrowth(files);
  await refuseGrowth(files, all, strayBaselines(files));
  return all;
};

/**
 * Refuses contracts whose version is too low, and those that have the baseline of another one.
 *
 * @param others what is wrong besides
 * @throws MortiseError `version_too_low` or `stray_baseline`, or `generate_failed` with several of them
 */
export const refuseGrowth = async (
  files: Files,
  all: readonly ContractGrowth[],
  others: readonly unknown[] = [],
): Promise<void> => {
  const models = new Map(readModels(files).map(({ source, model }) => [source, model]));
  const foreign = all.flatMap(({ source }) => {
    const model = models.get(source);
    return (model && foreignBaseline(files, source, model)) ?? [];
  });
  const errors: unknown[] = [...foreign, ...others];
  for (const growth of all) {
    if (growth.released === undefined || covers(growth.released, growth.version, growth.demands)) continue;
    // It needs the compiler, which nobody pays for whose versions are right.
    const { lowVersion } = await import('./low-version.ts');
    errors.push(lowVersion(files.read(growth.source) ?? '', growth, growth.released));
  }
  if (errors.length === 1) throw errors[0];
  if (errors.length > 1) throw generateFailed(errors);
};

/** The contracts of a workspace with their models. */
export const readModels = (files: Files): { readonly source: string; readonly model: ContractModel }[] =>
  new Workspace(files).packages.flatMap(contractSources).flatMap((source) => {
    const file = modelFile(source);
    const text = files.read(file);
    return text === undefined ? [] : [{ source, model: parseModel(text, file) }];
  });

const growthIn = (files: Files, source: string, model: ContractModel): ContractGrowth => {
  const { id, version } = model;
  const baseline = readBaseline(files, source);
  // The baseline of another contract says nothing of this one; it is refused by itself.
  const isSame = baseline !== undefined && contractName(baseline.id) === contractName(id);
  if (!isSame) return { id, version, source, changes: [] };
  return { id, version, source, released: baseline.version, ...compareContracts(baseline, model) };
};
