import type { ContractModel } from './model.ts';

/**
 * Reads a contract: the one interface of its file that has a `@contract` tag.
 *
 * @param text the source of a `*.contract.ts`
 * @param file how messages name it
 * @returns the contract as data
 * @throws MortiseError `invalid_document` with everything that the contract may not hold, each with
 *   line, member and what to write instead
 */
export const readContract = async (text: string, file: string): Promise<ContractModel> => {
  // ts-morph holds the whole compiler: whoever only asks whether files are fresh does not pay for it.
  const tsMorph = await import('ts-morph');
  const { readModel } = await import('./read-model.ts');
  return readModel(tsMorph, text, file);
};
