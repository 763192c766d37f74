import { createHash } from 'node:crypto';
import { open } from 'node:fs/promises';
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
  const expected = /^#sha256=([0-9a-f]+)$/.exec(bundle.hash)?.[1];
  if (expected === undefined) return code;
  const found = createHash('sha256').update(code).digest('hex');
  if (found !== expected) throw tampered(pluginId, file, found, expected);
  return code;
};

const read = async (pluginId: string, file: string): Promise<Uint8Array> => {
  const handle = await open(file).catch((error: unknown) => {
    throw missingBundle(pluginId, file, error);
  });
  try {
    const { size } = await handle.stat();
    if (size > largestBundle) throw tooLarge(pluginId, file, size, largestBundle);
    return await handle.readFile().catch((error: unknown) => {
      throw missingBundle(pluginId, file, error);
    });
  } finally {
    await handle.close();
  }
};
