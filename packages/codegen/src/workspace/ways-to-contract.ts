/**
 * What somebody can do who names a contract that is not there, as the rest of a sentence.
 *
 * @param known the contracts that are there
 */
export const waysToContract = (known: readonly string[]): string =>
  `install the package that has it, list its source in "mortise": { "contracts": […] } of a package.json, or choose one of: ${known.join(', ') || 'none'}`;
