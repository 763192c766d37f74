import { posix } from 'node:path';
import { addToJson } from '../json-text/edit-json.ts';
import { Workspace } from '../workspace/workspace.ts';
import type { Draft } from './draft.ts';

/** JSON as npm writes it. */
export const jsonText = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`;

/**
 * Ranges for packages, each fitting the version that is in the workspace or installed.
 *
 * @param workspace where versions are found
 * @param directory the package that will depend on them
 * @param names what it depends on
 */
export const dependencyRanges = (
  workspace: Workspace,
  directory: string,
  names: readonly string[],
): Record<string, string> =>
  Object.fromEntries([...new Set(names)].sort().map((name) => [name, rangeOf(workspace, directory, name)]));

/** A range that fits; one that fits all where the package is not installed yet. */
export const rangeOf = (workspace: Workspace, directory: string, name: string): string => {
  const version = workspace.resolve(name, directory)?.json.version;
  return version === undefined ? '*' : `^${version}`;
};

/**
 * Makes a folder part of the npm workspace, where none of its patterns covers it: `plugins/*` for
 * `plugins/runtime-wasm`.
 */
export const coverFolder = (draft: Draft, workspace: Workspace, directory: string): void => {
  const covers = ({ packages }: Workspace) => packages.some((one) => one.directory === directory);
  if (covers(workspace) || covers(new Workspace(draft.files()))) return;
  const parent = posix.dirname(directory);
  const pattern = parent === '.' ? directory : `${parent}/*`;
  const workspaces = workspace.at('.')?.json.workspaces;
  const path = workspaces && 'packages' in workspaces ? ['workspaces', 'packages'] : ['workspaces'];
  draft.edit('package.json', (text) => addToJson(text, 'package.json', path, pattern));
};

/**
 * A tsconfig.json in the manner of the workspace.
 *
 * @param workspace where the settings are
 * @param directory the package's folder
 * @param dependencies the packages that it depends on
 * @returns none where the workspace has no settings to extend
 */
export const tsconfigText = (
  workspace: Workspace,
  directory: string,
  dependencies: readonly string[],
): string | undefined => {
  const has = (path: string) => workspace.files.read(path) !== undefined;
  if (has('tsconfig.settings.json')) {
    const folders = dependencies.flatMap((name) => workspace.resolve(name, directory)?.directory ?? []);
    const references = folders
      .filter((folder) => !folder.includes('node_modules/') && has(posix.join(folder, 'tsconfig.json')))
      .sort()
      .map((folder) => ({ path: posix.relative(directory, folder) }));
    return jsonText({ extends: posix.relative(directory, 'tsconfig.settings.json'), references });
  }
  if (!has('tsconfig.base.json')) return undefined;
  return jsonText({
    extends: posix.relative(directory, 'tsconfig.base.json'),
    compilerOptions: {
      module: 'nodenext',
      // The workspace's packages are compiled from their sources, Mortise's are installed.
      customConditions: ['@mortise/types', '@mortise/source'],
      rewriteRelativeImportExtensions: true,
      outDir: 'dist',
    },
    include: ['src'],
  });
};
