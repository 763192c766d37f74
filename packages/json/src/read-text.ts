import { Buffer, isUtf8 } from 'node:buffer';
import { closeSync, openSync, readSync } from 'node:fs';
import { messageOf } from '@mortise/core';
import type { Fault } from './fault.ts';
import { positionsIn } from './positions.ts';

/** By the code of the file system: what stands in the way, and what to do about it. */
const reasons = new Map<unknown, readonly [found: string, hint: string]>([
  ['EACCES', ['a file that may not be read', 'give yourself the right to read it']],
  ['EISDIR', ['a folder', 'name a file in it']],
  ['ELOOP', ['a link that leads back to itself', 'mend the link']],
  ['ENOENT', ['no file', 'make it, or mend the path']],
  ['ENOTDIR', ['a file where a folder should be on the way', 'mend the path']],
  ['EPERM', ['a file that may not be read', 'give yourself the right to read it']],
]);

/**
 * Reads a text file, never more of it than will be used: a path may lead to an endless device.
 *
 * @param path the file
 * @param limit the longest text, in bytes
 * @param expected what should be there, for the fault
 * @returns the text, or why there is none
 */
export const readText = (
  path: string,
  limit: number,
  expected: string,
): { readonly text: string } | Omit<Fault, 'file'> => {
  try {
    const bytes = readAtMost(path, limit + 1);
    if (bytes.length > limit)
      return { found: `more than ${limit} bytes`, expected: `at most ${limit} (4 MiB)` };
    return isUtf8(bytes) ? { text: bytes.toString() } : notUtf8(bytes);
  } catch (error) {
    const [found, hint] = reasons.get((error as NodeJS.ErrnoException).code) ?? [messageOf(error)];
    return { found, expected, ...(hint === undefined ? {} : { hint }) };
  }
};

const readAtMost = (path: string, limit: number): Buffer => {
  const file = openSync(path, 'r');
  try {
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
