import { Manifest, Artifact } from '@mortise/core';
import { JsonDocument } from '@mortise/json';

/**
 * Opens the text of a plugin.json and checks all that can be checked without other files.
 *
 * @param text the whole text
 * @param file how messages name it
 * @returns the document; `check()` gives the manifest or throws `invalid_document` with all faults
 * @example
 * ```ts
 * import { openManifest } from '@mortise/artifact';
 *
 * const text = '{ "manifest": 1, "id": "demo.hello", "provides": { "demo:greeter@1.0.0": { "polite": {} } } }';
 * console.log(openManifest(text, 'plugin.json').check().id); // demo.hello
 * ```
 */
declare const openManifest: (text: string, file: string) => JsonDocument<Manifest>;

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
declare const readArtifact: (directory: string) => Artifact;

export { openManifest, readArtifact };
