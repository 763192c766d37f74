import { checkSchema, type DocumentOptions, openJson } from '@mortise/json';

/**
 * The value of a JSON text. A workspace may have hundreds of these: only one with a fault is read
 * again, to say where.
 *
 * @param text the whole text
 * @param file how messages name it
 * @param options what it is, and what it should be
 * @throws MortiseError `invalid_document`
 */
export const parseJson = <T>(text: string, file: string, options: DocumentOptions): T => {
  try {
    const value: unknown = JSON.parse(text);
    if (!options.schema || checkSchema(value, options.schema).length === 0) return value as T;
  } catch {
    // The document below tells where the fault is.
  }
  return openJson<T>(text, file, options).check();
};
