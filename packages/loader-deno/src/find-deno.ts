import { execFile } from 'node:child_process';
import { constants } from 'node:fs';
import { access, readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { delimiter, join } from 'node:path';
import { promisify } from 'node:util';
import { cannotStart, denoNotFound, oldDeno } from './errors.ts';

/** The oldest that the recipe was tried with. */
const leastVersion = '2.5.0';

const program = process.platform === 'win32' ? 'deno.exe' : 'deno';

const found = new Map<string, Promise<string>>();

/**
 * Finds Deno, once for the process: where it was told, in npm's `deno` package, or on the PATH.
 *
 * @param told a path
 * @returns the path of a program that is new enough
 * @throws MortiseError `cannot_start`, `deno_not_found`, `old_deno`
 */
export const findDeno = (told?: string): Promise<string> => {
  const key = told ?? '';
  let path = found.get(key);
  if (!path) {
    path = told === undefined ? find() : checked(told);
    found.set(key, path);
    // It may be installed before the next try.
    path.catch(() => found.delete(key));
  }
  return path;
};

const find = async (): Promise<string> => {
  for (const base of [join(process.cwd(), 'package.json'), import.meta.url]) {
    const path = await findInPackage(base);
    if (path !== undefined) return path;
  }
  for (const folder of (process.env.PATH ?? '').split(delimiter)) {
    const path = join(folder, program);
    if (folder !== '' && (await isProgram(path))) return checked(path);
  }
  throw denoNotFound(["npm's package 'deno'", 'the PATH']);
};

/** The program itself: npm's `deno` is a script that starts it, which would be one process more. */
const findInPackage = async (base: string): Promise<string | undefined> => {
  try {
    const file = createRequire(base).resolve('deno/package.json');
    const { version, optionalDependencies } = JSON.parse(await readFile(file, 'utf8'));
    for (const name of Object.keys(optionalDependencies)) {
      const path = resolveOrNot(file, `${name}/${program}`);
      if (path !== undefined && (await isProgram(path))) {
        if (isOlder(version, leastVersion)) throw oldDeno(path, version, leastVersion);
        return path;
      }
    }
  } catch (error) {
    if ((error as { code?: string }).code === 'old_deno') throw error;
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

const checked = async (path: string): Promise<string> => {
  const { stdout } = await promisify(execFile)(path, ['--version'], { timeout: 10_000 }).catch((error) => {
    throw cannotStart(path, '', error);
  });
  const version = /^deno (\d+\.\d+\.\d+)/.exec(stdout)?.[1];
  if (version === undefined) throw cannotStart(path, 'it does not say that it is Deno');
  if (isOlder(version, leastVersion)) throw oldDeno(path, version, leastVersion);
  return path;
};

const isOlder = (version: string, other: string): boolean => {
  const [a, b] = [version, other].map((one) => one.split('.').map(Number));
  const at = (a as number[]).findIndex((part, index) => part !== b?.[index]);
  return at >= 0 && (a?.[at] as number) < (b?.[at] as number);
};
