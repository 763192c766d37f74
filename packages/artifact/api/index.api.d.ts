import { Manifest, Artifact } from '@mortise/core';
import { JsonDocument } from '@mortise/json';

/**
 * Opens the text of a plugin.json and checks all that can be checked without other files.
 *
 * @param text the whole text
 * @param file how messages name it
 * @returns the document; `check()` gives the manifest or throws all faults at once
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
 * the plugin runs.
 *
 * @param directory the folder that holds plugin.json
 * @returns the artifact, with absolute paths
 * @throws MortiseError `invalid_document` with all faults of the manifest; `no_version`,
 *   `missing_main`, `outside_folder`, `unreadable`
 */
declare const readArtifact: (directory: string) => Artifact;

export { openManifest, readArtifact };
