import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { relative, resolve, sep } from 'node:path';
import { type Artifact, messageOf } from '@mortise/core';
import { tampered } from './errors.ts';

/**
 * Compares each file of an artifact with its hash.
 *
 * @returns the sha256 of the artifact's module, in hexadecimal digits
 * @throws MortiseError `tampered` where a file has changed, has gone, or is the module and has no hash
 */
export const checkHashes = async (artifact: Artifact): Promise<string> => {
  const { directory, files } = artifact;
  for (const [file, expected] of Object.entries(files)) {
    const found = await hashOf(resolve(directory, file));
    if (found !== `sha256 ${expected}`) throw tampered(artifact, file, found, `sha256 ${expected}`);
  }
  const main = relative(directory, resolve(directory, artifact.main)).replaceAll(sep, '/');
  const sha256 = files[main];
  if (sha256 === undefined) throw tampered(artifact, main, 'no hash of it in the artifact', 'one');
  return sha256;
};

const hashOf = async (file: string): Promise<string> => {
  try {
    return `sha256 ${createHash('sha256')
      .update(await readFile(file))
      .digest('hex')}`;
  } catch (error) {
    return messageOf(error);
  }
};
