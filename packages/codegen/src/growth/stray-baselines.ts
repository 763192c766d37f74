import { posix } from 'node:path';
import type { MortiseError } from '@mortise/core';
import type { ContractModel } from '../contract/model.ts';
import { strayBaseline } from '../errors.ts';
import { contractSources } from '../workspace/contracts.ts';
import type { Files } from '../workspace/files.ts';
import { Workspace } from '../workspace/workspace.ts';
import { baselineFile, parseBaseline, readBaseline } from './baseline.ts';
import { contractName } from './contract-name.ts';

/**
 * What is wrong with baselines that no contract is compared with, because it is gone or has another name.
 * They are looked for beside contracts, in the folders of packages and everywhere below their `src`.
 *
 * @throws MortiseError `invalid_document`
 */
export const strayBaselines = (files: Files): readonly MortiseError[] => {
  const packages = new Workspace(files).packages;
  const sources = packages.flatMap(contractSources);
  const known = new Set(sources.map(baselineFile));
  const folders = new Set(sources.map((source) => posix.dirname(source)));
  for (const { directory } of packages) {
    folders.add(directory);
    for (const folder of foldersIn(files, posix.join(directory, 'src'))) folders.add(folder);
  }
  return [...folders].sort().flatMap((folder) =>
    files.list(folder).flatMap((name) => {
      const file = posix.join(folder, name);
      const text = name.endsWith('.baseline.json') && !known.has(file) ? files.read(file) : undefined;
      if (text === undefined) return [];
      const { id, version } = parseBaseline(text, file);
      const source = file.replace(/\.baseline\.json$/, '.contract.ts');
      const why = `no package.json lists '${source}'`;
      const hint = `Restore that contract; where it has another name, rename the baseline too; where it is given up, delete the baseline`;
      return strayBaseline(file, `${contractName(id)}@${version}`, why, hint);
    }),
  );
};

/**
 * Says of a contract whose baseline is that of another one what to do.
 *
 * @param source its `*.contract.ts`
 * @throws MortiseError `invalid_document`
 */
export const foreignBaseline = (
  files: Files,
  source: string,
  { id }: ContractModel,
): MortiseError | undefined => {
  const baseline = readBaseline(files, source);
  if (!baseline || contractName(baseline.id) === contractName(id)) return undefined;
  const name = contractName(id);
  const why = `'${source}' is contract '${name}'`;
  const hint = `Write @contract ${contractName(baseline.id)}@… again; where '${name}' is a new contract, move the baseline to the source of the other one, or delete it where that is given up`;
  return strayBaseline(baselineFile(source), `${contractName(baseline.id)}@${baseline.version}`, why, hint);
};

/** A folder and all below it; a name with a dot is taken for a file. */
const foldersIn = (files: Files, folder: string): string[] => {
  const names = files.list(folder).filter((name) => !name.includes('.') && name !== 'node_modules');
  return [folder, ...names.flatMap((name) => foldersIn(files, posix.join(folder, name)))];
};
