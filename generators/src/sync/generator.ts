import { generate } from '@mortise/codegen';
import type { Tree } from '@nx/devkit';
import { plainErrors } from '../plain-errors.ts';
import { applyChanges, treeFiles } from '../tree-files.ts';

/** What Nx asks of a sync generator. */
export interface SyncResult {
  readonly outOfSyncMessage?: string;
  readonly outOfSyncDetails?: string[];
}

/** `nx sync` and `nx sync:check`: every file that is generated from a contract, a manifest or a profile. */
export default async function syncGenerator(tree: Tree): Promise<SyncResult> {
  const files = treeFiles(tree);
  const { changes } = await plainErrors(() => generate(files));
  if (changes.length === 0) return {};
  // Told before the tree changes; only our own files, because all sync generators share one tree.
  const verb = (path: string, text: string | undefined) => {
    if (text === undefined) return 'delete';
    return files.read(path) === undefined ? 'create' : 'update';
  };
  const outOfSyncDetails = changes.map(({ path, text }) => `${verb(path, text)} ${path}`);
  applyChanges(tree, changes);
  const count = changes.length === 1 ? '1 generated file is' : `${changes.length} generated files are`;
  return { outOfSyncMessage: `${count} out of date:`, outOfSyncDetails };
}
