import { readFileSync } from 'node:fs';
import { dirname, relative, resolve } from 'node:path';
import { gzipSync } from 'node:zlib';
import { decode } from '@jridgewell/sourcemap-codec';
import type { Size } from './report.ts';

/**
 * The size of a file as it is, and with gzip -9.
 *
 * @param file an absolute path
 */
export const sizeOf = (file: string): Size => sizeOfText(readFileSync(file));

const sizeOfText = (text: Uint8Array): Size => ({
  bytes: text.length,
  gzip: gzipSync(text, { level: 9 }).length,
});

/**
 * Splits a bundle by its source map into the parts that came from each group of sources, so that a
 * part can be compressed alone.
 *
 * @param file a bundle with its map beside it, absolute
 * @param product the folder that inputs are relative to, absolute
 * @param groupsOf the groups that an input belongs to
 * @returns the text of each group
 */
export const partsOf = (
  file: string,
  product: string,
  groupsOf: (input: string) => readonly string[],
): Map<string, string> => {
  const lines = readFileSync(file, 'utf8').split('\n');
  const { mappings, sources } = JSON.parse(readFileSync(`${file}.map`, 'utf8'));
  const groups = (sources as string[]).map((source) =>
    groupsOf(relative(product, resolve(dirname(file), source))),
  );
  const parts = new Map<string, string>();
  for (const [index, segments] of decode(mappings).entries()) {
    for (const [at, [column, source]] of segments.entries()) {
      const text = lines[index]?.slice(column, segments[at + 1]?.[0]) ?? '';
      for (const group of source === undefined ? [] : (groups[source] ?? [])) {
        parts.set(group, (parts.get(group) ?? '') + text);
      }
    }
  }
  return parts;
};

/** The compressed size of a part alone, in bytes; 0 for no part. */
export const gzipOf = (part: string | undefined): number => (part ? sizeOfText(Buffer.from(part)).gzip : 0);
