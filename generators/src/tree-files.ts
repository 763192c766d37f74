import type { Files, GeneratedFile } from '@mortise/codegen';
import type { Tree } from '@nx/devkit';

/** The files of an Nx tree, as the generators of `@mortise/codegen` see a workspace. */
export const treeFiles = (tree: Tree): Files => ({
  read: (path) => tree.read(path, 'utf8') ?? undefined,
  list: (path) => tree.children(path).sort(),
});

/** Makes changes in a tree; Nx writes them at the end, or only shows them. */
export const applyChanges = (tree: Tree, changes: readonly GeneratedFile[]): void => {
  for (const { path, text } of changes) {
    if (text === undefined) tree.delete(path);
    else tree.write(path, text);
  }
};
