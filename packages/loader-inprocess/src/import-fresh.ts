import { realpathSync } from 'node:fs';
import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';

/** How a module was imported last. */
interface Generation {
  readonly sha256: string;
  readonly number: number;
  hasFailed: boolean;
}

/** By path. Node keeps modules as long as the process lives, so this does too. */
const generations = new Map<string, Generation>();

const { cache } = createRequire(import.meta.url);

/**
 * Imports a module as it is on the disk now. Node answers a second `import()` of one URL from memory,
 * also where the file has changed since or the first one failed: then the URL gets a query, and
 * CommonJS is forgotten. What the module itself imports stays as it was first imported: a module
 * that failed because another one threw does so until the process ends.
 *
 * @param file the module's absolute path
 * @param sha256 of what stands in it
 */
export const importFresh = async (file: string, sha256: string): Promise<{ readonly default?: unknown }> => {
  const generation = generationOf(file, sha256);
  const url = pathToFileURL(file);
  if (generation.number > 0) url.searchParams.set('mortise', String(generation.number));
  try {
    return await import(url.href);
  } catch (error) {
    generation.hasFailed = true;
    throw error;
  }
};

const generationOf = (file: string, sha256: string): Generation => {
  const last = generations.get(file);
  if (last && last.sha256 === sha256 && !last.hasFailed) return last;
  if (last) delete cache[realpathSync(file)];
  const next = { sha256, number: last ? last.number + 1 : 0, hasFailed: false };
  generations.set(file, next);
  return next;
};
