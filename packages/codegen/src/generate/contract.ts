import { posix } from 'node:path';
import type { Resolved } from '../contract/imports.ts';
import type { ContractModel } from '../contract/model.ts';
import { readContract } from '../contract/read-contract.ts';
import { missingFile } from '../errors.ts';
import { baselineFile, readBaseline } from '../growth/baseline.ts';
import { generatedBy, isFresh, stamp } from '../stamp.ts';
import { templateText } from '../template.ts';
import { modelFile, pageFile, tokenFile, wireFile, witFile } from '../workspace/contracts.ts';
import type { Files } from '../workspace/files.ts';
import type { GeneratedFile, GenerateOptions } from './generated-file.ts';

/** To be raised when the same contract gives another text. */
const compilerVersion = '6';

/** What comes of one contract. */
export interface GeneratedContract {
  readonly model: ContractModel;
  readonly files: readonly GeneratedFile[];
}

/** What a contract is generated with. */
export interface ContractOptions extends GenerateOptions {
  /** What it imports from comes to, by the specifiers of its imports. */
  readonly imported?: ReadonlyMap<string, Resolved>;
}

/**
 * All that comes of a contract: token, model, wire module, WIT and reference page. Where all of them are
 * fresh, the contract is not compiled.
 *
 * @param files the workspace
 * @param source the path of a `*.contract.ts`
 * @param options `full` compiles also what looks fresh
 * @throws MortiseError `missing_file`; `invalid_document`
 */
export const generateContract = async (
  files: Files,
  source: string,
  { full = false, imported = new Map() }: ContractOptions = {},
): Promise<GeneratedContract> => {
  const text = files.read(source);
  if (text === undefined) {
    throw missingFile(source);
  }
  const inputs = [
    compilerVersion,
    templateText('contract.gen.ts'),
    templateText('contract.wire.gen.ts'),
    text,
    files.read(baselineFile(source)) ?? '',
    JSON.stringify([...imported]),
  ];
  const known = [modelFile, tokenFile, wireFile, witFile, pageFile].map((fileOf) => {
    const path = fileOf(source);
    return { path, text: files.read(path) };
  });
  if (!full && known.every((file) => isFresh(file.text, inputs))) {
    const { generated, ...model } = JSON.parse(known[0]?.text as string);
    return { model, files: known };
  }
  const models = [...imported.values()].flatMap((one) => ('models' in one ? one.models : []));
  const resolve = (specifier: string): Resolved => imported.get(specifier) ?? unseen(specifier);
  const model = await readContract(text, source, { resolve, baseline: readBaseline(files, source) });
  const { contractTexts } = await import('./contract-texts.ts');
  const name = posix.basename(source);
  const texts = contractTexts(model, { generated: generatedBy(name), source: `./${name}` }, models);
  return {
    model,
    files: known.map(({ path }, index) => ({ path, text: stamp(texts[index] as string, inputs) })),
  };
};

/** The imports of a contract are looked for before it is read; one that is written oddly is not seen. */
const unseen = (specifier: string): Resolved => ({
  complaint: {
    found: `an import from '${specifier}' that is written oddly`,
    expected: `import type { Name } from '${specifier}' at the start of a line`,
    hint: 'write it so, without comments inside',
  },
});
