import { openJson } from '@mortise/json';

/**
 * The object in a JSON text. A workspace may have hundreds of these: only one that is no object is
 * read again, to say where.
 *
 * @param text the whole text
 * @param file how messages name it
 * @param what what it is: `package.json`
 * @throws MortiseError `invalid_document`
 */
export const parseJson = <T>(text: string, file: string, what: string): T => {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as T;
  } catch {
    // The document below tells where the fault is.
  }
  return openJson<T>(text, file, { what, schema: { type: 'object' } }).check();
};
