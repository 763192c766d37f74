import { constants } from 'node:fs';
import { access, readFile, stat } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { delimiter, join, resolve } from 'node:path';
import { denoNotFound } from './errors.ts';

const program = process.platform === 'win32' ? 'deno.exe' : 'deno';

/** Where it was found last, where nobody told. */
let found: Promise<string> | undefined;

/**
 * Finds Deno: where it was told, in npm's `deno` package, or on the PATH. What was found there is not looked for again
 * while it is there.
 *
 * @param told a path
 * @returns the whole path of a program, since it is started from another folder; what it is shows when it starts
 * @throws MortiseError `deno_not_found`
 */
export const findDeno = async (told?: string): Promise<string> => {
  if (told !== undefined) return findThere(told);
  const last = found;
  const path = await last?.then(programAt, () => undefined);
  if (path !== undefined) return path;
  // It may have been installed since, or have gone; one search is enough for all who wait.
  if (!found || found === last) found = find();
  return found;
};

const findThere = async (told: string): Promise<string> => {
  const path = await programAt(told);
  if (path === undefined) throw denoNotFound([`'${told}'`]);
  return path;
};

const find = async (): Promise<string> => {
  for (const base of [() => join(process.cwd(), 'package.json'), () => import.meta.url]) {
    const path = await findInPackage(base);
    if (path !== undefined) return path;
  }
  for (const folder of (process.env.PATH ?? '').split(delimiter)) {
    const path = folder === '' ? undefined : await programAt(join(folder, program));
    if (path !== undefined) return path;
  }
  throw denoNotFound(["npm's package 'deno'", 'the PATH']);
};

/** The program itself: npm's `deno` is a script that starts it, which would be one process more. */
const findInPackage = async (base: () => string): Promise<string | undefined> => {
  try {
    const file = createRequire(base()).resolve('deno/package.json');
    const { optionalDependencies } = JSON.parse(await readFile(file, 'utf8'));
    for (const name of Object.keys(optionalDependencies)) {
      const there = resolveOrNot(file, `${name}/${program}`);
      const path = there && (await programAt(there));
      if (path !== undefined) return path;
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

/** @returns its whole path; none where it is no program, or is of a working folder that has gone */
const programAt = async (path: string): Promise<string | undefined> => {
  try {
    const whole = resolve(path);
    await access(whole, constants.X_OK);
    // Who may enter a folder may execute it.
    return (await stat(whole)).isFile() ? whole : undefined;
  } catch {
    return undefined;
  }
};
