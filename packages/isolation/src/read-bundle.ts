import { hash } from 'node:crypto';
import { closeSync, constants, fstatSync, openSync, read as readLater, readSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { missingBundle, noHash, tampered, tooLarge } from './errors.ts';

/** How large a plugin's bundle may be, in bytes. */
export const largestBundle = 16 * 1024 * 1024;

/**
 * Reads a plugin's bundle, no more of it than a bundle may have, and compares it with its hash.
 *
 * @param bundle a file; its sha256 in 64 hexadecimal digits may stand behind it: `#sha256=…`
 * @throws MortiseError `missing_bundle`, `tampered`, `too_large`
 */
export const readBundle = async (pluginId: string, bundle: URL): Promise<Uint8Array> => {
  const file = fileURLToPath(bundle);
  const expected = bundle.hash.match(/^#sha256=([0-9a-f]{64})$/i)?.[1]?.toLowerCase();
  // Another text there is no reason to do without.
  if (bundle.hash !== '' && expected === undefined) throw noHash(pluginId, file, bundle.hash);
  const code = await read(pluginId, file);
  if (expected === undefined) return code;
  const found = hash('sha256', code);
  if (found !== expected) throw tampered(pluginId, file, found, expected);
  return code;
};

/**
 * Reads a plugin's bundle at the first request and keeps it, up to 16 MiB of memory: a new start gives the same
 * code, also where a build has put another file in its place. A failure is not kept.
 */
export const readOnce = (pluginId: string, bundle: URL): (() => Promise<Uint8Array>) => {
  let reading: Promise<Uint8Array> | undefined;
  return () => {
    reading ??= readBundle(pluginId, bundle).catch((error) => {
      reading = undefined;
      throw error;
    });
    return reading;
  };
};

const read = async (pluginId: string, file: string): Promise<Uint8Array> => {
  const refuse = (error: unknown): never => {
    throw missingBundle(pluginId, file, error);
  };
  const opened = open(file, refuse);
  try {
    const stats = fstatSync(opened);
    if (!stats.isFile()) refuse(new Error('It is no file'));
    if (stats.size > largestBundle) throw tooLarge(pluginId, file, stats.size, largestBundle);
    const code = await readUpTo(opened, stats.size, largestBundle + 1).catch(refuse);
    // It may have grown meanwhile.
    if (code.length > largestBundle) throw tooLarge(pluginId, file, code.length, largestBundle);
    return code;
  } finally {
    closeSync(opened);
  }
};

const open = (file: string, refuse: (error: unknown) => never): number => {
  try {
    return openSync(file, withoutWaiting);
  } catch (error) {
    return refuse(error);
  }
};

/** A pipe would be waited for until somebody writes into it. */
const withoutWaiting = constants.O_RDONLY | (constants.O_NONBLOCK ?? 0);

/** Up to so many bytes, the event loop would take longer for its turns than all of the reading. */
const smallBundle = 256 * 1024;

const readInBackground = promisify(readLater);

/** With as few reads as it takes: every start waits for each of them. A file gives less than it was asked for at its end. */
const readUpTo = async (file: number, size: number, most: number): Promise<Uint8Array> => {
  let code = Buffer.alloc(Math.min(size + 1, most));
  for (let length = 0; ; ) {
    const space = code.length - length;
    const bytesRead =
      size <= smallBundle
        ? readSync(file, code, length, space, null)
        : (await readInBackground(file, code, length, space, null)).bytesRead;
    length += bytesRead;
    if (bytesRead < space || length === most) return code.subarray(0, length);
    // It has grown since.
    code = Buffer.concat([code], Math.min(2 * length, most));
  }
};
