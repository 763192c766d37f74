import { posix } from 'node:path';
import { listEntries, listFiles, listPackages, type Package, readJson, readText } from '../workspace.ts';
import { writeOrCompare } from './write-or-compare.ts';

/**
 * Compares what is derived from the package.json files: the paths in tsconfig.base.json (Nx on Node 20 resolves by
 * them), each package's tsconfig.json, the list in tsconfig.build.json, and the licenses of what is published.
 *
 * @returns the problems
 */
export function checkWiring(update: boolean): readonly string[] {
  const packages = listPackages();
  const built = packages.filter((each) => isBuilt(each));
  // What an example adds must not touch a file of the root.
  const published = built.filter((each) => !each.private);
  const folderOf = new Map(built.map(({ name, folder }) => [name, folder]));
  const files = new Map([
    ['tsconfig.base.json', format(withPaths(published))],
    [
      'tsconfig.build.json',
      format({ files: [], references: published.map(({ folder }) => ({ path: folder })) }),
    ],
  ]);
  // npm packs what stands in the package's own folder, and the license must go with every copy.
  const license = readText('LICENSE');
  for (const { folder } of published) files.set(`${folder}/LICENSE`, license);
  for (const { folder, dependencies, peerDependencies } of built) {
    const up = '../'.repeat(folder.split('/').length);
    const references = Object.keys({ ...dependencies, ...peerDependencies })
      .flatMap((name) => folderOf.get(name) ?? [])
      .sort()
      .map((path) => ({ path: posix.relative(folder, path) }));
    files.set(`${folder}/tsconfig.json`, format({ extends: `${up}tsconfig.settings.json`, references }));
  }
  return [...files].flatMap(([path, text]) => writeOrCompare(path, text, update));
}

/** A package is built where it has sources that others import, or where it is published. */
const isBuilt = (each: Package) => listEntries(each).length > 0 || (!each.private && hasSources(each));

const hasSources = ({ folder }: Package) => listFiles().some((path) => path.startsWith(`${folder}/src/`));

function withPaths(packages: readonly Package[]): unknown {
  const base = readJson<{ compilerOptions: object }>('tsconfig.base.json');
  const paths = packages.flatMap((each) =>
    listEntries(each).map(({ key, source }) => [
      `${each.name}${key.slice(1)}`,
      [`./${each.folder}${source.slice(1)}`],
    ]),
  );
  return { ...base, compilerOptions: { ...base.compilerOptions, paths: Object.fromEntries(paths) } };
}

/** JSON as the formatter wants it: an array of one text stands on one line. */
const format = (value: unknown) =>
  `${JSON.stringify(value, null, 2).replace(/\[\s+("[^"]*")\s+\]/g, '[$1]')}\n`;
