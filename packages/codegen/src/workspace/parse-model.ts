import { checkSchema, openJson } from '@mortise/json';
import type { ContractModel } from '../contract/model.ts';
import { modelFaults } from '../contract/model-faults.ts';
import { modelSchema } from '../contract/model-schema.ts';

/**
 * A contract's model from its text, which may come from anyone.
 *
 * @param text the whole text
 * @param file how messages name it
 * @param what what it is, for messages
 * @throws MortiseError `invalid_document`
 */
export const parseModel = (text: string, file: string, what = 'contract model'): ContractModel => {
  const fast = parsed(text);
  if (fast !== undefined) return fast;
  const document = openJson<ContractModel>(text, file, { what, schema: modelSchema });
  const faults = document.faults.length === 0 && document.value ? modelFaults(document.value) : [];
  for (const { path, ...complaint } of faults) document.complain(path, complaint);
  return withoutOrigin(document.check());
};

/** The model, where nothing is wrong with it: there may be hundreds. */
const parsed = (text: string): ContractModel | undefined => {
  try {
    const model = JSON.parse(text) as ContractModel;
    const isRight = checkSchema(model, modelSchema).length === 0 && modelFaults(model).length === 0;
    return isRight ? withoutOrigin(model) : undefined;
  } catch {
    // The document tells where the fault is.
    return undefined;
  }
};

/** Without the line that says how the file was made. */
const withoutOrigin = (model: ContractModel & { readonly generated?: string }): ContractModel => {
  const { generated, ...rest } = model;
  return rest;
};
