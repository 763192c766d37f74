import { readFileSync } from 'node:fs';
import { type DocumentOptions, JsonDocument } from './document.ts';
import { invalidDocument } from './errors.ts';

const reasons: Record<string, string> = {
  ENOENT: 'no file',
  EACCES: 'a file that may not be read',
  EISDIR: 'a folder',
  ENOTDIR: 'a file where a folder should be on the way',
};

/**
 * Opens a JSON text, so that a caller can add to its faults before they are reported.
 *
 * @param text the whole text
 * @param file how messages name it
 * @param options what it is and what it should be
 */
export const openJson = <T>(text: string, file: string, options: DocumentOptions): JsonDocument<T> =>
  new JsonDocument<T>(text, file, options);

/**
 * Reads a JSON file, as {@link openJson} does with a text.
 *
 * @param path the file to read
 * @param options what it is, what it should be, and how messages name the file where not by its path
 * @throws MortiseError `invalid_document` when the file cannot be read
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
  { file = path, ...options }: DocumentOptions & { readonly file?: string },
): JsonDocument<T> => {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    const { code = '', message } = error as NodeJS.ErrnoException;
    throw invalidDocument(options.what, file, [
      { file, found: reasons[code] ?? message, expected: `a ${options.what} in JSON` },
    ]);
  }
  return openJson<T>(text, file, options);
};
