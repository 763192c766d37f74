import { type ContractOptions, scaffoldContract } from '@mortise/codegen';
import type { GeneratorCallback, Tree } from '@nx/devkit';
import { type RunOptions, runScaffold } from '../run-scaffold.ts';
import { treeFiles } from '../tree-files.ts';

/** `nx g contract`: its options are in schema.json. */
export default async function contractGenerator(
  tree: Tree,
  options: ContractOptions & RunOptions,
): Promise<GeneratorCallback> {
  return await runScaffold(tree, options, () => scaffoldContract(treeFiles(tree), options));
}
