import { unknownContract } from '../errors.ts';
import { generate } from '../generate/generate.ts';
import type { GeneratedFile } from '../generate/generated-file.ts';
import { overlayFiles } from '../scaffold/overlay.ts';
import type { Files } from '../workspace/files.ts';
import { baselineFile, baselineOf } from './baseline.ts';
import { contractGrowth, readModels, refuseGrowth } from './contract-growth.ts';
import { contractName } from './contract-name.ts';
import type { ContractGrowth } from './growth.ts';
import { isPrerelease } from './versions.ts';

/** What a release found to record. */
export interface ReleaseResult {
  /** The files that are not as they should be, sorted by path; empty when all is recorded. */
  readonly changes: readonly GeneratedFile[];
  readonly contracts: readonly ReleasedContract[];
}

/** A contract that was asked for. */
export interface ReleasedContract extends ContractGrowth {
  /** Its baseline, relative to the workspace. */
  readonly file: string;
  /** `prerelease`: a version such as `1.1.0-rc.1` promises nothing, so that nothing is recorded. */
  readonly state: 'recorded' | 'unchanged' | 'prerelease';
}

/**
 * Records contracts as they are released: each one's model becomes its baseline, which later versions
 * are compared with. It writes nothing itself; the changes hold everything else that was out of date too.
 *
 * @param files the workspace
 * @param wanted ids, with a major or without, or paths of sources or of folders around them, relative
 *   to the workspace; without any, all contracts
 * @throws MortiseError `version_too_low` where a version does not say what has changed; `stray_baseline`
 *   where the baseline is that of another contract; `unknown_contract`; what `generate` throws
 */
export const release = async (files: Files, wanted: readonly string[] = []): Promise<ReleaseResult> => {
  const generated = overlayFiles(files, (await generate(files)).changes);
  const all = contractGrowth(generated);
  for (const one of wanted) {
    const known = all.map(({ id }) => id);
    if (!all.some((contract) => isWanted(contract, one))) throw unknownContract(one, '.', known);
  }
  const chosen = all.filter((one) => wanted.length === 0 || wanted.some((word) => isWanted(one, word)));
  await refuseGrowth(generated, chosen);
  const models = new Map(readModels(generated).map(({ source, model }) => [source, model]));
  const contracts = chosen.map((contract): ReleasedContract => {
    const file = baselineFile(contract.source);
    if (isPrerelease(contract.version)) return { ...contract, file, state: 'prerelease' };
    const isKnown = contract.released === contract.version;
    return { ...contract, file, state: isKnown ? 'unchanged' : 'recorded' };
  });
  const baselines = contracts.flatMap(({ source, state }) => {
    const model = models.get(source);
    return state === 'recorded' && model ? baselineOf(source, model) : [];
  });
  // What is generated from a contract may say which baseline it is made with.
  const { changes } = await generate(overlayFiles(files, baselines));
  const sorted = [...baselines, ...changes].sort((a, b) => (a.path < b.path ? -1 : 1));
  return { changes: sorted, contracts };
};

const isWanted = ({ id, source }: ContractGrowth, word: string): boolean => {
  const path = word.replace(/^\.\//, '').replace(/\/$/, '');
  return id === word || contractName(id) === word || path === '.' || `${source}/`.startsWith(`${path}/`);
};
