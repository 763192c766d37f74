import { opendir } from 'node:fs/promises';
import { join } from 'node:path';
import { ifMissing } from './disk-error.ts';

/** Node reads 32 entries at a time unless told: twice the time for a large directory. */
const bufferSize = 256;

/**
 * Streams the files of a plugin's directory as it was laid out by `fileName`, in no particular order. One
 * directory is open at a time, and closed at the end, also when the reader stops early.
 *
 * @param directory the plugin's; may be missing
 * @returns paths relative to it, with `/`
 * @throws the file system's error
 */
export async function* namesIn(directory: string): AsyncGenerator<string> {
  const continued: string[] = [];
  const entries = await opendir(directory, { bufferSize }).catch(ifMissing);
  for await (const entry of entries ?? []) {
    if (entry.isFile()) yield entry.name;
    // Where long keys continue; another directory is none of the storage's keys.
    else if (entry.isDirectory() && entry.name.endsWith('+')) continued.push(entry.name);
  }
  for (const parent of continued) {
    for await (const name of namesIn(join(directory, parent))) yield `${parent}/${name}`;
  }
}
