import type { ContractModel } from '../contract/model.ts';
import { pageText } from '../page/page-text.ts';
import { render } from '../template.ts';
import { wireText } from '../wire/wire-text.ts';
import { witText } from '../wit/wit-text.ts';

/** Where the texts of a contract come from. */
export interface TextOrigin {
  /** What the first line says. */
  readonly generated: string;
  /** The contract's module, as those beside it import it. */
  readonly source: string;
}

/**
 * The texts of a contract's generated files: model, token, wire module, WIT, page.
 *
 * @param model what they are made from
 * @param at where they come from
 * @param imported the contracts whose types it shares
 */
export const contractTexts = (
  model: ContractModel,
  at: TextOrigin,
  imported: readonly ContractModel[],
): string[] => [
  `${JSON.stringify({ generated: at.generated, ...model }, null, 2)}\n`,
  tokenText(model, at),
  wireText(model, at),
  witText(model, at, imported),
  pageText(model, at),
];

const tokenText = (model: ContractModel, { generated, source }: TextOrigin): string => {
  // A contract has a capital letter, so that it never clashes with the function `contract`.
  const shape = model.name === 'Shape' ? 'ContractShape' : 'Shape';
  return render('contract.gen.ts', { generated, shape, model: { doc: '', ...model }, source });
};
