import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

/** The folder of the repository. */
export const root = join(import.meta.dirname, '../..');

/** Held while dependencies are installed or packages are built. */
export const setupLock = join(root, '.setup.lock');

/** The flags with which `node` runs a TypeScript source of this workspace; worker threads inherit them. */
export const sourceFlags = [
  '--conditions=@mortise/source',
  `--import=${pathToFileURL(join(import.meta.dirname, 'source.mjs'))}`,
];
