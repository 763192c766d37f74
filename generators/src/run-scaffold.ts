import type { Scaffold } from '@mortise/codegen';
import type { GeneratorCallback, Tree } from '@nx/devkit';
import { plainErrors } from './plain-errors.ts';
import { applyChanges } from './tree-files.ts';

/** What the generators that add something have in common. */
export interface RunOptions {
  readonly skipInstall?: boolean;
}

/**
 * Brings a scaffold into a tree; where it fails, the tree stays as it was.
 *
 * @param tree Nx's view of the workspace
 * @param options whether to link what is new
 * @param scaffold makes the changes
 * @returns what Nx does once the files are written: `npm install` where a package is new or has a new
 *   dependency, then what stays as it was and the next steps are printed
 */
export const runScaffold = async (
  tree: Tree,
  { skipInstall = false }: RunOptions,
  scaffold: () => Promise<Scaffold>,
): Promise<GeneratorCallback> => {
  const { changes, next, kept = [] } = await plainErrors(scaffold);
  applyChanges(tree, changes);
  const needsInstall = !skipInstall && changes.some(({ path }) => /(^|\/)package\.json$/.test(path));
  return async () => {
    // Whoever skips the installation does not wait for the toolkit either.
    if (needsInstall) (await import('@nx/devkit')).installPackagesTask(tree, true);
    if (kept.length > 0) console.log(['', ...kept].join('\n'));
    else if (changes.length === 0) console.log('All of it is there already');
    if (changes.length === 0) return;
    console.log(['', 'Next:', ...next.map((step) => `  ${step}`)].join('\n'));
  };
};
