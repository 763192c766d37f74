import { existsSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, posix, relative, resolve, sep } from 'node:path';
import { diskFiles, Workspace } from '@mortise/codegen';
import { invalidPackage, noFolder, noPackage } from './errors.ts';

/** Where a command was started. */
export interface Location {
  /** The workspace's folder, absolute; that of the only package in a plain npm project. */
  readonly root: string;
  /** The folder of the package that the command was started in, relative to the workspace. */
  readonly directory: string;
  readonly workspace: Workspace;
}

/**
 * Finds the workspace around a folder: the outermost package that counts the nearest one among its
 * members, or else the nearest package itself.
 *
 * @param cwd where to start
 * @throws MortiseError `invalid_package`, `no_folder`, `no_package`
 */
export const locate = (cwd: string): Location => {
  if (!statSync(cwd, { throwIfNoEntry: false })?.isDirectory()) throw noFolder(cwd);
  const above = ancestors(resolve(cwd)).filter((folder) => existsSync(join(folder, 'package.json')));
  const [nearest] = above;
  if (nearest === undefined) throw noPackage(cwd);
  for (const root of above.reverse()) {
    const directory = relative(root, nearest).split(sep).join(posix.sep) || '.';
    const hasMembers = 'workspaces' in readPackage(join(root, 'package.json')) || root === nearest;
    if (!hasMembers) continue;
    const workspace = new Workspace(diskFiles(root));
    if (workspace.packages.some((one) => one.directory === directory)) return { root, directory, workspace };
  }
  return { root: nearest, directory: '.', workspace: new Workspace(diskFiles(nearest)) };
};

const readPackage = (file: string): object => {
  let json: unknown;
  try {
    json = JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    throw invalidPackage(file, error);
  }
  if (typeof json !== 'object' || json === null || Array.isArray(json)) throw invalidPackage(file);
  return json;
};

const ancestors = (folder: string): string[] => {
  const parent = dirname(folder);
  return parent === folder ? [folder] : [folder, ...ancestors(parent)];
};
