import { constants } from 'node:fs';
import { access, readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { delimiter, join } from 'node:path';
import { denoNotFound } from './errors.ts';

const program = process.platform === 'win32' ? 'deno.exe' : 'deno';

const found = new Map<string, Promise<string>>();

/**
 * Finds Deno, once for the process: where it was told, in npm's `deno` package, or on the PATH.
 *
 * @param told a path
 * @returns the path of a program; what it is shows when it starts
 * @throws MortiseError `deno_not_found`
 */
export const findDeno = (told?: string): Promise<string> => {
  const key = told ?? '';
  let path = found.get(key);
  if (!path) {
    path = told === undefined ? find() : findThere(told);
    found.set(key, path);
    // It may be installed before the next try.
    path.catch(() => found.delete(key));
  }
  return path;
};

const findThere = async (told: string): Promise<string> => {
  if (await isProgram(told)) return told;
  throw denoNotFound([`'${told}'`]);
};

const find = async (): Promise<string> => {
  for (const base of [() => join(process.cwd(), 'package.json'), () => import.meta.url]) {
    const path = await findInPackage(base);
    if (path !== undefined) return path;
  }
  for (const folder of (process.env.PATH ?? '').split(delimiter)) {
    const path = join(folder, program);
    if (folder !== '' && (await isProgram(path))) return path;
  }
  throw denoNotFound(["npm's package 'deno'", 'the PATH']);
};

/** The program itself: npm's `deno` is a script that starts it, which would be one process more. */
const findInPackage = async (base: () => string): Promise<string | undefined> => {
  try {
    const file = createRequire(base()).resolve('deno/package.json');
    const { optionalDependencies } = JSON.parse(await readFile(file, 'utf8'));
    for (const name of Object.keys(optionalDependencies)) {
      const path = resolveOrNot(file, `${name}/${program}`);
      if (path !== undefined && (await isProgram(path))) return path;
    }
  } catch {
    // It is not installed there; or the folder itself has gone.
  }
  return undefined;
};

const resolveOrNot = (base: string, name: string): string | undefined => {
  try {
    return createRequire(base).resolve(name);
  } catch {
    // It is of another platform, and therefore not installed.
    return undefined;
  }
};

const isProgram = (path: string): Promise<boolean> =>
  access(path, constants.X_OK).then(
    () => true,
    () => false,
  );
