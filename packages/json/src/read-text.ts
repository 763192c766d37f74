import { Buffer, isUtf8 } from 'node:buffer';
import { closeSync, constants, fstatSync, openSync, readSync, type Stats } from 'node:fs';
import { messageOf } from '@mortise/core';
import type { Fault } from './fault.ts';
import { positionsIn } from './positions.ts';

/** What stands in the way of a text, and what to do about it. */
type Obstacle = Pick<Fault, 'found' | 'hint'>;

const folder: Obstacle = { found: 'a folder', hint: 'name a file in it' };
const noRight: Obstacle = {
  found: 'a file that may not be read',
  hint: 'give yourself the right to read it',
};

/** By the code of the file system. */
const obstacles = new Map<unknown, Obstacle>([
  ['EACCES', noRight],
  ['EISDIR', folder],
  ['ELOOP', { found: 'a link that leads back to itself', hint: 'mend the link' }],
  ['ENOENT', { found: 'no file', hint: 'make it, or mend the path' }],
  ['ENOTDIR', { found: 'a file where a folder should be on the way', hint: 'mend the path' }],
  ['ENXIO', { found: 'a socket', hint: 'name a file' }],
  ['EPERM', noRight],
]);

/**
 * Reads a text file, never more of it than will be used, and never waits: a path may lead to a pipe into which
 * nobody writes, or to an endless device.
 *
 * @param path the file
 * @param limit the longest text, in bytes
 * @param expected what should be there, for the fault
 * @param takesPipe whether a pipe or a device will do too, and is waited for
 * @returns the text, or why there is none
 */
export const readText = (
  path: string,
  limit: number,
  expected: string,
  takesPipe = false,
): { readonly text: string } | Omit<Fault, 'file'> => {
  try {
    const bytes = readAtMost(path, limit + 1, takesPipe);
    if ('found' in bytes) return { expected, ...bytes };
    if (bytes.length > limit)
      return { found: `more than ${limit} bytes`, expected: `at most ${limit} (4 MiB)` };
    return isUtf8(bytes) ? { text: bytes.toString() } : notUtf8(bytes);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    return { expected, ...(obstacles.get(code) ?? { found: messageOf(error) }) };
  }
};

/** Without waiting for somebody who writes into a pipe; Windows has no such pipes. */
const atOnce = constants.O_RDONLY | (constants.O_NONBLOCK ?? 0);

/** @returns the bytes, or what is there instead of a file */
const readAtMost = (path: string, limit: number, takesPipe: boolean): Buffer | Obstacle => {
  const file = openSync(path, takesPipe ? constants.O_RDONLY : atOnce);
  try {
    const stats = fstatSync(file);
    if (!takesPipe && !stats.isFile()) return notAFile(stats);
    const chunks: Buffer[] = [];
    let length = 0;
    while (length < limit) {
      const chunk = Buffer.alloc(Math.min(65_536, limit - length));
      const read = readSync(file, chunk);
      if (read === 0) break;
      chunks.push(chunk.subarray(0, read));
      length += read;
    }
    return Buffer.concat(chunks);
  } finally {
    closeSync(file);
  }
};

const notAFile = (stats: Stats): Obstacle => {
  if (stats.isDirectory()) return folder;
  return { found: stats.isFIFO() ? 'a pipe' : 'a device', hint: 'name a file' };
};

/** The first byte that reads back as another one is where UTF-8 ends. */
const notUtf8 = (bytes: Buffer): Omit<Fault, 'file'> => {
  const again = Buffer.from(bytes.toString());
  const right = bytes
    .subarray(
      0,
      bytes.findIndex((byte, index) => byte !== again[index]),
    )
    .toString();
  return {
    ...positionsIn(right)(right.length),
    found: 'bytes that are not UTF-8',
    expected: 'a text in UTF-8',
    hint: 'save it as UTF-8',
  };
};
