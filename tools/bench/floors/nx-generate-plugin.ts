import type { Tree } from '@nx/devkit';

/** The least that a generator can do: one empty file. */
export default async function emptyFileGenerator(tree: Tree): Promise<void> {
  tree.write('empty.txt', '');
}
