import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** Stands for a folder's name until that is known; as long as the name, so that source maps stay right. */
export const unhashed = '{hashed}';

/** Stands for the hash of a plugin's bundle until that is known; as long as the hash. */
export const sealOf = (pluginId: string): string => sha256(`the bundle of ${pluginId}`);

/** What a build wrote beside `main.js`, with the folders not yet named. */
export interface HashedFiles {
  /** Bundles of isolated plugins. */
  readonly plugins: readonly { readonly pluginId: string; readonly file: string }[];
  /** Sorted. */
  readonly assets: readonly string[];
}

/**
 * Names the folders of assets and of plugins after what all files of a build hold, and tells `main.js` the
 * names, and the hash of each plugin's bundle, which its loader compares.
 *
 * @param outDir where the files lie, absolute
 * @returns the new name of a file
 */
export const hashFolders = async (
  outDir: string,
  { plugins, assets }: HashedFiles,
): Promise<(file: string) => string> => {
  if (plugins.length + assets.length === 0) return (file) => file;
  const at = (file: string) => join(outDir, file);
  const hash = createHash('sha256').update(await readFile(at('main.js')));
  for (const file of [...assets, ...plugins.map(({ file }) => file)]) {
    const content = await readFile(at(file));
    hash.update(`\n${file} ${content.length}\n`).update(content);
  }
  const name = hash.digest('hex').slice(0, unhashed.length);
  const named = (text: string) => text.replace(/(?<=\b(?:assets|plugins)\/)\{hashed\}(?=\/)/g, name);
  for (const folder of ['assets', 'plugins']) {
    if (existsSync(at(`${folder}/${unhashed}`)))
      await rename(at(`${folder}/${unhashed}`), at(`${folder}/${name}`));
  }
  let main = named(await readFile(at('main.js'), 'utf8'));
  for (const { pluginId, file } of plugins) {
    const code = named(await readFile(at(named(file)), 'utf8'));
    await writeFile(at(named(file)), code);
    main = main.replaceAll(sealOf(pluginId), sha256(code));
  }
  await writeFile(at('main.js'), main);
  return named;
};

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');
