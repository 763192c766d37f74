import { posix } from 'node:path';
import type { Package, Workspace } from '@mortise/codegen';

/**
 * The `*.contract.ts` of a workspace that no package.json lists, so that nothing is generated of them: those in
 * a package's folder, in its `src` and in the folders there.
 *
 * @returns relative to the workspace, sorted
 */
export const unlistedContracts = (workspace: Workspace): string[] =>
  workspace.packages
    .flatMap((one) => {
      const listed = new Set(one.json.mortise?.contracts?.map((file) => posix.join(one.directory, file)));
      return contractFiles(workspace, one).filter((file) => !listed.has(file));
    })
    .sort();

const contractFiles = ({ files }: Workspace, { directory }: Package): string[] => {
  const below = (folder: string): string[] => files.list(folder).map((name) => posix.join(folder, name));
  const source = below(posix.join(directory, 'src'));
  return [...below(directory), ...source, ...source.flatMap(below)].filter((path) =>
    path.endsWith('.contract.ts'),
  );
};

/** For people, an empty text where all are listed. */
export const unlistedText = (unlisted: readonly string[]): string =>
  unlisted.length === 0
    ? ''
    : `Passed over, because no package.json lists it in "mortise": { "contracts": ["./src/….contract.ts"] }:\n${unlisted.map((file) => `  ${file}`).join('\n')}`;
