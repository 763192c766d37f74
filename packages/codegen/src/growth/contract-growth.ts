import type { ContractId } from '@mortise/core';
import type { ContractModel } from '../contract/model.ts';
import { modelSchema } from '../contract/model-schema.ts';
import { generateFailed, versionTooLow } from '../errors.ts';
import { contractSources, modelFile } from '../workspace/contracts.ts';
import type { Files } from '../workspace/files.ts';
import { parseJson } from '../workspace/parse-json.ts';
import { Workspace } from '../workspace/workspace.ts';
import { readBaseline } from './baseline.ts';
import { compareContracts } from './compare-contracts.ts';
import type { Change, Growth } from './growth.ts';
import { covers, nextVersion } from './versions.ts';

/** How one contract of a workspace has grown since it was released. */
export interface ContractGrowth extends Growth {
  readonly id: ContractId;
  readonly version: string;
  /** Its `*.contract.ts`, relative to the workspace. */
  readonly source: string;
  /** The version of its baseline; left out where it was never released. */
  readonly released?: string;
}

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
 * @throws MortiseError `version_too_low`, or `generate_failed` with several of them; `invalid_document`
 */
export const checkGrowth = async (files: Files): Promise<readonly ContractGrowth[]> => {
  const all = contractGrowth(files);
  await refuseLowVersions(files, all);
  return all;
};

/** @throws MortiseError `version_too_low`, or `generate_failed` with several of them */
export const refuseLowVersions = async (files: Files, all: readonly ContractGrowth[]): Promise<void> => {
  const low = all.flatMap((growth) => tooLow(growth) ?? []);
  const errors: unknown[] = [];
  for (const fault of low) errors.push(versionTooLow(fault, await linesOf(files, fault)));
  if (errors.length === 1) throw errors[0];
  if (errors.length > 1) throw generateFailed(errors);
};

/** The contracts of a workspace with their models, without the line that says how those were made. */
export const readModels = (files: Files): { readonly source: string; readonly model: ContractModel }[] =>
  new Workspace(files).packages.flatMap(contractSources).flatMap((source) => {
    const file = modelFile(source);
    const text = files.read(file);
    if (text === undefined) return [];
    const { generated, ...model } = parseJson<ContractModel & { generated?: string }>(text, file, {
      what: 'contract model',
      schema: modelSchema,
    });
    return [{ source, model }];
  });

const growthIn = (files: Files, source: string, model: ContractModel): ContractGrowth => {
  const { id, version } = model;
  const baseline = readBaseline(files, source);
  // A file that was copied has the baseline of another contract, which says nothing of this one.
  const isSame = baseline !== undefined && nameOf(baseline.id) === nameOf(id);
  if (!isSame) return { id, version, source, changes: [] };
  return { id, version, source, released: baseline.version, ...compareContracts(baseline, model) };
};

/** The id without its major: `era:runtime`. */
const nameOf = (id: ContractId): string => id.split('@')[0] as string;

/** A contract whose version does not say what has changed. */
export interface LowVersion {
  readonly name: string;
  readonly source: string;
  readonly version: string;
  readonly released: string;
  /** The lowest version that does; that of the baseline where the present one is lower and nothing changed. */
  readonly needed: string;
  /** Those that the version does not cover. */
  readonly changes: readonly Change[];
}

const tooLow = ({
  id,
  source,
  version,
  released,
  demands,
  changes,
}: ContractGrowth): LowVersion | undefined => {
  if (released === undefined || covers(released, version, demands)) return undefined;
  return {
    name: nameOf(id),
    source,
    version,
    released,
    needed: demands ? nextVersion(released, demands) : released,
    changes: changes.filter((change) => !covers(released, version, change.demands)),
  };
};

const linesOf = async (
  files: Files,
  { source, changes }: LowVersion,
): Promise<readonly (number | undefined)[]> => {
  // The compiler is large, and nobody needs it where versions are right.
  const { memberLines } = await import('./member-lines.ts');
  return memberLines(
    files.read(source) ?? '',
    changes.map(({ member }) => member),
  );
};
