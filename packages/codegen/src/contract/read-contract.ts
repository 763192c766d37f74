import type { Resolve } from './imports.ts';
import type { ContractModel } from './model.ts';
import { withDepthOf } from './nested-too-deeply.ts';

/** What a contract is read with, where it does not stand alone. */
export interface ReadOptions {
  /** Finds what it imports from; without it, it can import from core only. */
  readonly resolve?: Resolve | undefined;
  /** The released model, which says in which order fields travel. */
  readonly baseline?: ContractModel | undefined;
}

/**
 * Reads a contract: the one interface of its file that has a `@contract` tag.
 *
 * @param text the source of a `*.contract.ts`
 * @param file how messages name it
 * @param options where it imports from, and what was released before
 * @returns the contract as data
 * @throws MortiseError `invalid_document` with everything that the contract may not hold, each with
 *   line, member and what to write instead
 */
export const readContract = async (
  text: string,
  file: string,
  options: ReadOptions = {},
): Promise<ContractModel> => {
  // ts-morph holds the whole compiler: whoever only asks whether files are fresh does not pay for it.
  const tsMorph = await import('ts-morph');
  const { readModel } = await import('./read-model.ts');
  return withDepthOf(file, () => readModel(tsMorph, text, file, options));
};
