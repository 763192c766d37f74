import type { ContractModel } from '../contract/model.ts';
import type { GeneratedFile } from '../generate/generated-file.ts';
import type { Files } from '../workspace/files.ts';
import { parseModel } from '../workspace/parse-model.ts';

/** Where the baseline of a contract lies: beside its source. */
export const baselineFile = (source: string): string => source.replace(/\.contract\.ts$/, '.baseline.json');

/**
 * The model of a contract as it was released.
 *
 * @param files the workspace
 * @param source the path of a `*.contract.ts`
 * @returns nothing where the contract was never released
 * @throws MortiseError `invalid_document` for a file that is no contract model
 */
export const readBaseline = (files: Files, source: string): ContractModel | undefined => {
  const file = baselineFile(source);
  const text = files.read(file);
  return text === undefined ? undefined : parseModel(text, file, 'baseline');
};

/** The baseline that a model becomes when it is released. */
export const baselineOf = (source: string, model: ContractModel): GeneratedFile => ({
  path: baselineFile(source),
  text: `${JSON.stringify(model, null, 2)}\n`,
});
