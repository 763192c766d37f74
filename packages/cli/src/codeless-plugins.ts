import { posix } from 'node:path';
import type { Workspace } from '@mortise/codegen';

/**
 * The `plugin.json` of packages of a workspace that have no `src/plugin.ts`, so that nothing is generated of them.
 * Where a profile names one, that is an error.
 *
 * @returns relative to the workspace, sorted
 */
export const codelessPlugins = ({ files, packages }: Workspace): string[] =>
  packages
    .filter(({ directory }) => files.read(posix.join(directory, 'src/plugin.ts')) === undefined)
    .map(({ directory }) => posix.join(directory, 'plugin.json'))
    .filter((file) => files.read(file) !== undefined)
    .sort();

/** For people, an empty text where all have code. */
export const codelessText = (codeless: readonly string[]): string =>
  codeless.length === 0
    ? ''
    : `Passed over, because there is no src/plugin.ts beside it:\n${codeless.map((file) => `  ${file}`).join('\n')}`;
