import type { Manifest } from '@mortise/core';
import { manifestSchema } from '@mortise/core/manifest-schema';
import { type About, type JsonDocument, openJson, readJson } from '@mortise/json';
import { findClashes } from './clashes.ts';

const options = {
  what: 'manifest',
  schema: manifestSchema,
  about: (value: unknown): About => ({ phase: 'load', ...idOf(value) }),
};

/** An id of a wrong shape tells, too, which plugin it is; other text is not taken for a name. */
const idOf = (value: unknown): Pick<About, 'pluginId'> => {
  const { id } = (value ?? {}) as { id?: unknown };
  return typeof id === 'string' && /^[!-~]{1,128}$/.test(id) ? { pluginId: id } : {};
};

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
export const openManifest = (text: string, file: string): JsonDocument<Manifest> =>
  findClashes(openJson<Manifest>(text, file, options));

/**
 * Reads a plugin.json, as {@link openManifest} does with a text.
 *
 * @param file its path
 * @throws MortiseError `invalid_document` when the file cannot be read
 */
export const readManifest = (file: string): JsonDocument<Manifest> =>
  findClashes(readJson<Manifest>(file, options));
