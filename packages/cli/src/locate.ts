import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, posix, relative, resolve, sep } from 'node:path';
import { diskFiles, Workspace } from '@mortise/codegen';
import { MortiseError } from '@mortise/core';

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
 * @throws MortiseError `no_package`
 */
export const locate = (cwd: string): Location => {
  const above = ancestors(resolve(cwd)).filter((folder) => existsSync(join(folder, 'package.json')));
  const [nearest] = above;
  if (nearest === undefined) {
    throw new MortiseError('no_package', `Cannot find a package in '${cwd}' or above it`, {
      hint: 'Change to a folder with a package.json, or make one: npm init',
    });
  }
  for (const root of above.reverse()) {
    const directory = relative(root, nearest).split(sep).join(posix.sep) || '.';
    const hasMembers =
      root === nearest || 'workspaces' in JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
    if (!hasMembers) continue;
    const workspace = new Workspace(diskFiles(root));
    if (workspace.packages.some((one) => one.directory === directory)) return { root, directory, workspace };
  }
  return { root: nearest, directory: '.', workspace: new Workspace(diskFiles(nearest)) };
};

const ancestors = (folder: string): string[] => {
  const parent = dirname(folder);
  return parent === folder ? [folder] : [folder, ...ancestors(parent)];
};
