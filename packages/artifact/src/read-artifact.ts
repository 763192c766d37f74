import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { type Artifact, isMortiseError } from '@mortise/core';
import { noVersion, unreadable } from './errors.ts';
import { findMain } from './main-module.ts';
import { readManifest } from './manifest.ts';
import { readPackageJson } from './package-json.ts';

/**
 * Reads a plugin's folder: its manifest, its version, its module with the hash of that. Nothing of
 * the plugin runs. The artifact is a plain value that may be kept and used many times; loaders notice
 * where the module has changed since.
 *
 * @param directory the folder that holds plugin.json
 * @returns the artifact: `directory` absolute, `main` and `files` relative to it
 * @throws MortiseError `invalid_document` with all faults of plugin.json or of package.json;
 *   `no_version`, `missing_main`, `outside_folder`, `unreadable`
 * @example
 * ```ts
 * import { writeFileSync } from 'node:fs';
 * import { readArtifact } from '@mortise/artifact';
 *
 * writeFileSync('plugin.json', '{ "manifest": 1, "id": "demo.hello", "version": "1.0.0", "provides": {} }');
 * writeFileSync('index.js', 'export default { activate: () => ({}) };');
 * const { main, version } = readArtifact('.');
 * console.log(main, version); // index.js 1.0.0
 * ```
 */
export const readArtifact = (directory: string): Artifact => {
  const root = resolve(directory);
  const manifest = readManifest(join(root, 'plugin.json')).check();
  const about = readPackageJson(join(root, 'package.json'), manifest.id);
  const source = about.name ?? directory;
  const version = about.version ?? manifest.version;
  if (version === undefined) throw noVersion(manifest.id, source);
  try {
    const main = findMain(root, manifest, about, source);
    const sha256 = createHash('sha256')
      .update(readFileSync(join(root, main)))
      .digest('hex');
    return { manifest, version, source, directory: root, main, files: { [main]: sha256 } };
  } catch (cause) {
    throw isMortiseError(cause) ? cause : unreadable(manifest.id, source, cause);
  }
};
