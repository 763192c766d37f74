import { type PluginOptions, scaffoldPlugin } from '@mortise/codegen';
import type { GeneratorCallback, Tree } from '@nx/devkit';
import { type RunOptions, runScaffold } from '../run-scaffold.ts';
import { treeFiles } from '../tree-files.ts';

/** `nx g plugin`: its options are in schema.json. */
export default async function pluginGenerator(
  tree: Tree,
  options: PluginOptions & RunOptions,
): Promise<GeneratorCallback> {
  return await runScaffold(tree, options, () => scaffoldPlugin(treeFiles(tree), options));
}
