import { createHash } from 'node:crypto';
import { invalidDocument } from '@mortise/json';
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
 * @throws MortiseError `invalid_document` for a file that is no contract model, or not as it was recorded
 */
export const readBaseline = (files: Files, source: string): ContractModel | undefined => {
  const file = baselineFile(source);
  const text = files.read(file);
  return text === undefined ? undefined : parseBaseline(text, file);
};

/**
 * The model in the text of a baseline.
 *
 * @throws MortiseError `invalid_document`, as for {@link readBaseline}
 */
export const parseBaseline = (text: string, file: string): ContractModel => {
  const parsed: ContractModel & { readonly released?: unknown } = parseModel(text, file, 'baseline');
  const { released, ...model } = parsed;
  if (released === recordOf(model)) return model;
  const what = released === undefined ? 'without the line that its release wrote' : 'that was edited';
  const expected = 'it as mortise release recorded it';
  const hint =
    'restore it from git; or, where no such version was ever given away, delete it and run npx mortise release';
  throw invalidDocument('baseline', file, [{ file, found: `a baseline ${what}`, expected, hint }]);
};

/** The baseline that a model becomes when it is released. */
export const baselineOf = (source: string, model: ContractModel): GeneratedFile => ({
  path: baselineFile(source),
  text: `${JSON.stringify({ released: recordOf(model), ...model }, null, 2)}\n`,
});

/** Tells a baseline that was edited; how its JSON is laid out has no say. */
const recordOf = (model: ContractModel): string => {
  const hash = createHash('sha256').update(JSON.stringify(model)).digest('hex').slice(0, 16);
  return `Recorded by mortise release, do not edit. ${hash}`;
};
