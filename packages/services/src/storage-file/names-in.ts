import { opendir } from 'node:fs/promises';
import { join } from 'node:path';
import { ifMissing } from './disk-error.ts';

/**
 * Streams the files of a plugin's directory as it was laid out by `fileName`, the file system's order
 * kept. The directory is closed at the end, also when the reader stops early.
 *
 * @param directory the plugin's; may be missing
 * @returns paths relative to it, with `/`
 * @throws the file system's error
 */
export async function* namesIn(directory: string): AsyncGenerator<string> {
  const entries = await opendir(directory).catch(ifMissing);
  for await (const entry of entries ?? []) {
    if (entry.isFile()) yield entry.name;
    // Where long keys continue; another directory is none of the storage's keys.
    else if (entry.isDirectory() && entry.name.endsWith('+')) {
      for await (const name of namesIn(join(directory, entry.name))) yield `${entry.name}/${name}`;
    }
  }
}
