import { type DocumentOptions, JsonDocument, maxLength } from './document.ts';
import { invalidDocument } from './errors.ts';
import { readText } from './read-text.ts';

/**
 * Opens a JSON text, so that a caller can add to its faults before they are reported.
 *
 * @param text the whole text; a byte order mark is passed over
 * @param file how messages name it
 * @param options what it is and what it should be
 * @returns the document; its `check()` gives the value, or throws all faults at once
 * @throws MortiseError `unsupported_keyword` for a schema that the checker does not understand
 * @example
 * ```ts
 * import { openJson } from '@mortise/json';
 *
 * const document = openJson<{ port: number }>('{ "port": 80 }', 'ports.json', { what: 'port list' });
 * console.log(document.check().port); // 80
 * ```
 */
export const openJson = <T>(text: string, file: string, options: DocumentOptions): JsonDocument<T> =>
  new JsonDocument<T>(text, file, options);

interface ReadOptions {
  readonly file?: string;
  readonly takesPipe?: boolean;
}

/**
 * Reads a JSON file, as {@link openJson} does with a text.
 *
 * @param path the file to read
 * @param options what it is, what it should be, how messages name the file where not by its path, and whether
 *   a pipe or a device will do too (`takesPipe`), which is waited for: for a path that a person has written
 *   into a command, never for one that lies in somebody else's folder
 * @returns the document; its `check()` gives the value, or throws all faults at once
 * @throws MortiseError `invalid_document` when there is no file, it cannot be read, is longer than 4 MiB or is
 *   not UTF-8; `unsupported_keyword`
 * @example
 * ```ts
 * import { writeFileSync } from 'node:fs';
 * import { readJson } from '@mortise/json';
 *
 * writeFileSync('ports.json', '{ "port": "80" }');
 * const schema = { type: 'object', properties: { port: { type: 'integer' } } };
 * try {
 *   readJson('ports.json', { what: 'port list', schema }).check();
 * } catch (error) {
 *   console.log((error as Error).message.split('\n')[1]); //   ports.json:1:3 port: found "80", expected a whole number
 * }
 * ```
 */
export const readJson = <T>(
  path: string,
  { file = path, takesPipe = false, ...options }: DocumentOptions & ReadOptions,
): JsonDocument<T> => {
  const read = readText(path, maxLength, `a ${options.what} in JSON`, takesPipe);
  if ('found' in read)
    throw invalidDocument(options.what, file, [{ file, ...read }], options.about?.(undefined));
  return openJson<T>(read.text, file, options);
};
