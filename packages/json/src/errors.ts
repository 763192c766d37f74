import { MortiseError } from '@mortise/core';
import { type Fault, formatFault, formatPath, type Path } from './fault.ts';

/** A {@link MortiseError} that carries every fault of one document. */
export interface InvalidDocumentError extends MortiseError {
  readonly code: 'invalid_document';
  readonly faults: readonly Fault[];
}

/**
 * `invalid_document`: all that is wrong with one document.
 *
 * @param what what it is: `profile`
 * @param file how messages name it
 * @param faults at least one
 */
export const invalidDocument = (
  what: string,
  file: string,
  faults: readonly Fault[],
): InvalidDocumentError => {
  const count = faults.length === 1 ? '1 fault' : `${faults.length} faults`;
  const lines = faults.map((fault) => `  ${formatFault(fault)}`);
  const error = new MortiseError(
    'invalid_document',
    `Cannot use ${what} '${file}': ${count}\n${lines.join('\n')}`,
  );
  return Object.assign(error, { faults }) as unknown as InvalidDocumentError;
};

/** `unsupported_keyword`: a schema says what the checker does not understand. */
export const unsupportedKeyword = (keyword: string, path: Path): MortiseError =>
  new MortiseError('unsupported_keyword', `Cannot check by '${keyword}' at '${formatPath(path)}': no such keyword`, {
    hint: 'Say it with the keywords of JsonSchema, or check it in code with complain()',
  });
