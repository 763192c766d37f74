import { accessSync, constants, existsSync, statSync } from 'node:fs';
import { delimiter, dirname, isAbsolute, join, resolve } from 'node:path';

/** The file of a program, or where it was looked for. */
export type ResolvedProgram = { readonly file: string } | { readonly missing: string };

/**
 * Finds the program that an application names: `npm:package/path` in the packages around the
 * application's file, also where the package exports no such path; a name without a slash in PATH;
 * everything else as a path.
 *
 * @param program as the application's file has it
 * @param directory where that file lies
 * @param path the folders of PATH
 */
export const resolveProgram = (
  program: string,
  directory: string,
  path: string = process.env.PATH ?? '',
): ResolvedProgram => {
  if (program.startsWith('npm:')) return inPackage(program, directory);
  if (isAbsolute(program) || /[/\\]/.test(program)) {
    const file = resolve(directory, program);
    return existsSync(file) ? { file } : { missing: `there is no '${file}'` };
  }
  const found = path
    .split(delimiter)
    .map((folder) => join(folder, program))
    .find(isExecutable);
  return found ? { file: found } : { missing: 'no folder of PATH has it; a path begins with ./' };
};

const inPackage = (program: string, directory: string): ResolvedProgram => {
  const [, name, path] = /^npm:((?:@[^/]+\/)?[^@/][^/]*)\/(.+)$/.exec(program) ?? [];
  if (!name || !path) return { missing: 'write npm:package/path or npm:@scope/package/path' };
  for (let folder = directory; ; folder = dirname(folder)) {
    const home = join(folder, 'node_modules', name);
    if (existsSync(home)) {
      const file = join(home, path);
      return existsSync(file) ? { file } : { missing: `'${name}' has no '${path}'` };
    }
    if (folder === dirname(folder)) return { missing: `install it: npm install ${name}` };
  }
};

const isExecutable = (file: string): boolean => {
  try {
    accessSync(file, constants.X_OK);
    return statSync(file).isFile();
  } catch {
    return false;
  }
};
