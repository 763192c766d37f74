import { posix, relative, resolve, sep } from 'node:path';
import { release as contractRelease, diskFiles, type ReleaseResult, writeFiles } from '@mortise/codegen';
import { locate } from '../locate.ts';

/** What the command `release` is given. */
export interface ReleaseOptions {
  readonly cwd: string;
  /** Ids of contracts, or paths of their sources or of folders around them; without any, all contracts. */
  readonly contracts: readonly string[];
  /** Whether to write nothing. */
  readonly dryRun?: boolean;
}

/**
 * Records contracts of the workspace around a folder as they are released: beside each one's source, as
 * the baseline that later versions are compared with.
 *
 * @throws MortiseError `version_too_low` where a version does not say what has changed; `unknown_contract`
 */
export const release = async ({ cwd, contracts, dryRun = false }: ReleaseOptions): Promise<ReleaseResult> => {
  const { root } = locate(cwd);
  const wanted = contracts.map((one) => (isId(one) ? one : pathIn(root, resolve(cwd, one))));
  const result = await contractRelease(diskFiles(root), wanted);
  if (!dryRun) writeFiles(root, result.changes);
  return result;
};

const isId = (text: string): boolean => /^[a-z0-9-]+:[a-z0-9-]+(@|$)/.test(text);

const pathIn = (root: string, path: string): string => relative(root, path).split(sep).join(posix.sep) || '.';
