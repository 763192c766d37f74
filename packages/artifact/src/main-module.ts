import { realpathSync, statSync } from 'node:fs';
import { isAbsolute, relative, resolve, sep } from 'node:path';
import type { Manifest } from '@mortise/core';
import { missingMain, outsideFolder } from './errors.ts';
import type { PackageJson } from './package-json.ts';

/** Those that Node has in `import()`. */
const conditions = new Set(['default', 'import', 'module-sync', 'node', 'node-addons']);

/**
 * Finds a plugin's module: the one that its manifest names, else the one that Node would import by
 * the package's name. It never lies outside the folder, also not by a link.
 *
 * @param root the plugin's folder, absolute
 * @param source where the plugin comes from, for messages
 * @returns the path in the folder, with `/` on every system
 * @throws MortiseError `missing_main`, `outside_folder`
 */
export const findMain = (
  root: string,
  { id, main }: Manifest,
  about: PackageJson,
  source: string,
): string => {
  const { by, paths } = main === undefined ? named(about) : { by: byMain('plugin.json'), paths: [main] };
  const path = paths.find((one) => statSync(resolve(root, one), { throwIfNoEntry: false })?.isFile());
  const [first] = paths;
  if (path === undefined)
    throw missingMain(id, source, first === undefined ? `what "exports" says for '.'` : `'${first}', ${by},`);
  const file = resolve(root, path);
  const real = realpathSync(file);
  if (!isInside(root, file) || !isInside(realpathSync(root), real))
    throw outsideFolder(id, source, `'${path}', ${by},`, real);
  return relative(root, file).replaceAll(sep, '/');
};

const isInside = (folder: string, file: string): boolean => {
  const path = relative(folder, file);
  return path !== '..' && !path.startsWith(`..${sep}`) && !isAbsolute(path);
};

const byMain = (file: string) => `named by "main" in ${file}`;

/** The paths that Node tries for a package.json, and why. */
const named = ({ exports, main }: PackageJson): { by: string; paths: string[] } => {
  if (exports !== undefined && exports !== null) {
    const target = exported(exports);
    return { by: 'named by "exports" in package.json', paths: typeof target === 'string' ? [target] : [] };
  }
  if (main === undefined) return { by: "Node's default", paths: ['index.js'] };
  return { by: byMain('package.json'), paths: [main, `${main}.js`, `${main}/index.js`, 'index.js'] };
};

/** The first target whose condition holds, in the order of the file; `null` forbids the import. */
const exported = (target: unknown): string | null | undefined => {
  if (target === null || typeof target === 'string') return target;
  if (typeof target !== 'object') return undefined;
  if (Array.isArray(target)) return target.map(exported).find((one) => typeof one === 'string');
  const entries = Object.entries(target as object);
  if (entries.some(([key]) => key.startsWith('.')))
    return exported(entries.find(([key]) => key === '.')?.[1]);
  for (const [condition, inner] of entries) {
    const found = conditions.has(condition) ? exported(inner) : undefined;
    if (found !== undefined) return found;
  }
  return undefined;
};
