import { createHash } from 'node:crypto';
import { constants } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { missingBundle, tampered, tooLarge } from './errors.ts';

/** How large a plugin's bundle may be, in bytes. */
export const largestBundle = 16 * 1024 * 1024;

/**
 * Reads a plugin's bundle, no more of it than a bundle may have, and compares it with its hash.
 *
 * @param bundle a file; its sha256 in hexadecimal digits may stand behind it: `#sha256=…`
 * @throws MortiseError `missing_bundle`, `tampered`, `too_large`
 */
export const readBundle = async (pluginId: string, bundle: URL): Promise<Uint8Array> => {
  const file = fileURLToPath(bundle);
  const code = await read(pluginId, file);
  if (bundle.hash === '') return code;
  // Another text there is no reason to do without: it does not match.
  const expected = bundle.hash.replace(/^#sha256=/, '');
  const found = createHash('sha256').update(code).digest('hex');
  if (found !== expected) throw tampered(pluginId, file, found, expected);
  return code;
};

const read = async (pluginId: string, file: string): Promise<Uint8Array> => {
  const refuse = (error: unknown): never => {
    throw missingBundle(pluginId, file, error);
  };
  const handle = await open(file, withoutWaiting).catch(refuse);
  try {
    const stats = await handle.stat();
    if (!stats.isFile()) refuse(new Error('It is no file'));
    if (stats.size > largestBundle) throw tooLarge(pluginId, file, stats.size, largestBundle);
    const code = await readUpTo(handle, largestBundle + 1).catch(refuse);
    // It may have grown meanwhile.
    if (code.length > largestBundle) throw tooLarge(pluginId, file, code.length, largestBundle);
    return code;
  } finally {
    await handle.close();
  }
};

/** A pipe would be waited for until somebody writes into it. */
const withoutWaiting = constants.O_RDONLY | (constants.O_NONBLOCK ?? 0);

const readUpTo = async (handle: FileHandle, most: number): Promise<Uint8Array> => {
  const pieces: Uint8Array[] = [];
  let size = 0;
  for await (const piece of handle.createReadStream({ autoClose: false, start: 0, end: most - 1 })) {
    pieces.push(piece as Uint8Array);
    size += (piece as Uint8Array).length;
  }
  return Buffer.concat(pieces, size);
};
