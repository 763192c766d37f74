import { type ProfileOptions, scaffoldProfile } from '@mortise/codegen';
import type { GeneratorCallback, Tree } from '@nx/devkit';
import { type RunOptions, runScaffold } from '../run-scaffold.ts';
import { treeFiles } from '../tree-files.ts';

/** `nx g profile`: its options are in schema.json. */
export default async function profileGenerator(
  tree: Tree,
  options: ProfileOptions & RunOptions,
): Promise<GeneratorCallback> {
  return await runScaffold(tree, options, () => scaffoldProfile(treeFiles(tree), options));
}
