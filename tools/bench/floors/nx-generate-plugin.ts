/** The part of Nx's tree that is needed here. */
interface Tree {
  write(path: string, content: string): void;
}

/** The least that a generator can do: one empty file. */
export default async function emptyFileGenerator(tree: Tree): Promise<void> {
  tree.write('empty.txt', '');
}
