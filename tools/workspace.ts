import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The folder of the repository. */
export const root = join(import.meta.dirname, '..');

interface PackageJson {
  readonly name: string;
  readonly private?: boolean;
  readonly bin?: Record<string, string>;
  readonly workspaces?: readonly string[];
  readonly exports?: Record<string, string | Record<string, string>>;
  readonly imports?: Record<string, string | Record<string, string>>;
  readonly dependencies?: Record<string, string>;
  readonly peerDependencies?: Record<string, string>;
}

/** A package of the workspace. */
export interface Package extends PackageJson {
  /** From the root, with slashes: `packages/core`. */
  readonly folder: string;
}

/** The text of a file, by its path from the root. */
export const readText = (path: string): string => readFileSync(join(root, path), 'utf8');

export const readJson = <T>(path: string): T => JSON.parse(readText(path)) as T;

/** All files that git has or would take, sorted, as paths from the root. */
export function listFiles(): readonly string[] {
  const list = execFileSync('git', ['ls-files', '-co', '--exclude-standard', '-z'], { cwd: root });
  return [...new Set(list.toString().split('\0'))]
    .filter((path) => path && existsSync(join(root, path)))
    .sort();
}

/** All packages of the workspace, sorted by folder. */
export function listPackages(): readonly Package[] {
  const { workspaces = [] } = readJson<PackageJson>('package.json');
  const isPackage = new RegExp(`^(${workspaces.join('|').replaceAll('*', '[^/]+')})/package\\.json$`);
  return listFiles()
    .filter((path) => isPackage.test(path))
    .map((path) => ({ ...readJson<PackageJson>(path), folder: path.replace('/package.json', '') }));
}

/** The entry points of a package that have a TypeScript source: key in `exports` and path from the package. */
export function listEntries({ exports = {} }: Package): readonly { key: string; source: string }[] {
  return Object.entries(exports).flatMap(([key, target]) => {
    const source = typeof target === 'object' ? target['@mortise/source'] : undefined;
    return source?.endsWith('.ts') ? [{ key, source }] : [];
  });
}
