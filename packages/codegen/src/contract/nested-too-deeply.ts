import { invalidDocument } from '@mortise/json';

/**
 * Runs what goes down into the types of a contract, as deep as they are nested.
 *
 * @param file the contract's source, as messages name it
 * @throws MortiseError `invalid_document` where the stack does not reach
 */
export const withDepthOf = <T>(file: string, run: () => T): T => {
  try {
    return run();
  } catch (error) {
    if (!(error instanceof RangeError && error.message.includes('call stack'))) throw error;
    const hint = 'give inner types names, or write a type that holds itself';
    const expected = 'types that are a few levels deep';
    throw invalidDocument('contract', file, [{ file, found: 'types nested too deeply', expected, hint }]);
  }
};
