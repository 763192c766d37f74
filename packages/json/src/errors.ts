import { MortiseError, type MortiseErrorOptions } from '@mortise/core';
import { type Fault, formatFault } from './fault.ts';
import { printable } from './printable.ts';

// One factory a code, sorted.

/** A {@link MortiseError} that carries every fault of one document. */
export interface InvalidDocumentError extends MortiseError {
  readonly code: 'invalid_document';
  /** At least one, in the order of the text. */
  readonly faults: readonly Fault[];
}

/** Whom an error is about. */
export type About = Pick<MortiseErrorOptions, 'pluginId' | 'phase'>;

/** More lines than that are of no help; all faults are in the error. */
const maxLines = 100;

/**
 * `invalid_document`: all that is wrong with one document.
 *
 * @param what what it is: `profile`
 * @param file how messages name it
 * @param faults at least one; a message lists the first hundred
 * @param about the plugin and the phase of its life, where it is about one
 */
export const invalidDocument = (
  what: string,
  file: string,
  faults: readonly Fault[],
  about?: About,
): InvalidDocumentError => {
  const count = faults.length === 1 ? '1 fault' : `${faults.length} faults`;
  const lines = faults.slice(0, maxLines).map((fault) => `  ${formatFault(fault)}`);
  if (faults.length > maxLines) lines.push(`  and ${faults.length - maxLines} more`);
  const code = 'invalid_document';
  const message = `Cannot use ${what} '${printable(file)}': ${count}\n${lines.join('\n')}`;
  return Object.assign(new MortiseError(code, message, about), { code, faults } as const);
};

/**
 * `unsupported_keyword`: a schema says what the checker does not understand.
 *
 * @param part what it says: a keyword, or `type: word`
 * @param place where in the schema; empty for its root
 */
export const unsupportedKeyword = (part: string, place: string): MortiseError =>
  new MortiseError(
    'unsupported_keyword',
    `Cannot check by '${part}' at ${place ? `'${place}'` : 'the root'} of a schema: there is no such keyword`,
    { hint: 'Say it with the keywords of JsonSchema, or check it in code with complain()' },
  );
