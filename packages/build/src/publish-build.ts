import { randomUUID } from 'node:crypto';
import { mkdirSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';

/** A folder that one build fills before it publishes. */
export interface Staging {
  readonly path: string;
  /** When it was made, in milliseconds, by the clock of its file system. */
  readonly made: number;
}

/** How long nobody has written to a staging folder when its build is taken for killed, in milliseconds. */
const abandoned = 3_600_000;

/**
 * Makes an empty folder beside the one that is to be built, of a name that no other build has: process
 * ids repeat where containers share a folder. Staging folders that killed builds left an hour ago go.
 *
 * @param target the folder to build
 */
export const createStaging = (target: string): Staging => {
  const path = `${target}.${randomUUID()}.tmp`;
  mkdirSync(path, { recursive: true });
  const made = statSync(path).mtimeMs;
  const isStaging = (entry: string) =>
    entry.startsWith(`${basename(target)}.`) &&
    /^\.[0-9a-f-]{36}\.tmp$/.test(entry.slice(basename(target).length));
  removeOlder(dirname(target), made - abandoned, (entry) => !isStaging(entry));
  return { path, made };
};

/**
 * Moves what a build has staged into its folder, file by file: `assets/<hash>/` and `plugins/<hash>/`
 * first, `main.js` last, and only then removes what earlier builds left there. Each file is whole at any time.
 * Since these folders of two builds have two names, whoever starts `main.js` gets the old build or the new
 * one, also when this process is killed on the way; `main.js.map` and `report.json` may then be the new ones
 * already.
 *
 * Two builds at once both succeed, and the last `main.js` stays: a build removes only what is older than
 * its own staging folder, hence never what the other one is moving, unless that one was stopped between
 * two files for as long as this build took. What is left over goes at the next build.
 *
 * @param staging what {@link createStaging} made; its files are moved away
 * @param target the folder to publish to
 */
export const publishBuild = ({ path, made }: Staging, target: string): void => {
  const files = listFiles(path).sort((a, b) => rank(a) - rank(b));
  for (const file of files) {
    mkdirSync(dirname(join(target, file)), { recursive: true });
    renameSync(join(path, file), join(target, file));
  }
  const folders = new Set(files.flatMap((file) => [file, dirname(file), dirname(dirname(file))]));
  removeOlder(target, made, (entry) => folders.has(entry));
  for (const folder of ['assets', 'plugins'])
    removeOlder(join(target, folder), made, (entry) => folders.has(join(folder, entry)));
};

const rank = (file: string): number => (file === 'main.js' ? 2 : dirname(file) === '.' ? 1 : 0);

const listFiles = (folder: string): string[] =>
  readdirSync(folder, { withFileTypes: true }).flatMap((entry) =>
    entry.isDirectory()
      ? listFiles(join(folder, entry.name)).map((file) => join(entry.name, file))
      : [entry.name],
  );

const removeOlder = (folder: string, limit: number, isKept: (entry: string) => boolean): void => {
  for (const entry of entriesOf(folder)) {
    const path = join(folder, entry);
    const { mtimeMs = limit } = statSync(path, { throwIfNoEntry: false }) ?? {};
    if (mtimeMs < limit && !isKept(entry)) rmSync(path, { recursive: true, force: true });
  }
};

const entriesOf = (folder: string): string[] => {
  try {
    return readdirSync(folder);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  }
};
