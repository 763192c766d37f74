import type { ContractModel } from '../contract/model.ts';
import { oneLine } from './comment.ts';
import { WitFile } from './wit-file.ts';

/**
 * A contract as WIT: one package with the interface of its functions, an interface `types` with its values,
 * one for each kind of object with methods, and the world of a component that provides it.
 *
 * `T | undefined`, `T | null` and what is optional are options; a call that rejects is an error; a union
 * of strings is an enum; objects that a literal tells apart are a variant, and so are other unions; a
 * stream is a resource; `Date` is a `u64`, `bigint` a text, `Record` a list of pairs. An `AbortSignal` has
 * no counterpart. A field that is always the same is left out. A method that WIT cannot say is left out with
 * a comment; {@link witSupport} lists those.
 *
 * @param model the contract
 * @param at the text of the first line
 * @param others the contracts that it shares types with, whose texts lie beside it as packages. Of one that
 *   is missing here, the text is taken to have what is used
 */
export const witText = (
  model: ContractModel,
  at: { readonly generated: string },
  others: readonly ContractModel[] = [],
): string => `${[`// ${oneLine(at.generated)}`, ...new WitFile(model, others).lines()].join('\n')}\n`;
