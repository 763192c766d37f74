import { posix } from 'node:path';
import type { ContractModel } from '../contract/model.ts';
import { readContract } from '../contract/read-contract.ts';
import { missingFile } from '../errors.ts';
import { generatedBy, isFresh, stamp } from '../stamp.ts';
import { render, templateText } from '../template.ts';
import { modelFile, tokenFile } from '../workspace/contracts.ts';
import type { Files } from '../workspace/files.ts';
import type { GeneratedFile, GenerateOptions } from './generated-file.ts';

/** To be raised when the same contract gives another model. */
const compilerVersion = '3';

/** What comes of one contract. */
export interface GeneratedContract {
  readonly model: ContractModel;
  readonly files: readonly GeneratedFile[];
}

/**
 * The token and the model of a contract. Where both files are fresh, the contract is not compiled.
 *
 * @param files the workspace
 * @param source the path of a `*.contract.ts`
 * @param options `full` compiles also what looks fresh
 * @throws MortiseError `missing_file`; `invalid_document`
 */
export const generateContract = async (
  files: Files,
  source: string,
  { full = false }: GenerateOptions = {},
): Promise<GeneratedContract> => {
  const text = files.read(source);
  if (text === undefined) {
    throw missingFile(source);
  }
  const inputs = [compilerVersion, templateText('contract.gen.ts'), text];
  const model = { path: modelFile(source), text: files.read(modelFile(source)) };
  const token = { path: tokenFile(source), text: files.read(tokenFile(source)) };
  if (!full && isFresh(model.text, inputs) && isFresh(token.text, inputs)) {
    const { generated, ...known } = JSON.parse(model.text as string);
    return { model: known, files: [model, token] };
  }
  const read = await readContract(text, source);
  const generated = generatedBy(posix.basename(source));
  // A contract has a capital letter, so that it never clashes with the function `contract`.
  const shape = read.name === 'Shape' ? 'ContractShape' : 'Shape';
  const values = { generated, shape, model: { doc: '', ...read }, source: `./${posix.basename(source)}` };
  return {
    model: read,
    files: [
      { path: model.path, text: stamp(`${JSON.stringify({ generated, ...read }, null, 2)}\n`, inputs) },
      { path: token.path, text: stamp(render('contract.gen.ts', values), inputs) },
    ],
  };
};
