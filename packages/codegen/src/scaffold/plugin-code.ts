import { parseContractRef, providerKeys } from '@mortise/core';
import { integerKinds } from '../contract/integer-kinds.ts';
import { render } from '../template.ts';
import type { KnownContract } from '../workspace/contracts.ts';
import type { Files } from '../workspace/files.ts';
import type { NewFile } from './draft.ts';
import { bySpecifier, importText } from './import-text.ts';
import { importableTypes } from './importable-types.ts';
import { importedNames, methodText } from './method-text.ts';
import { pascalCase } from './names.ts';
import type { PluginPlan } from './plugin-plan.ts';
import { testValues } from './plugin-test.ts';

/** Names that the files have beside those of the contract. */
const ownNames = new Set([
  ...integerKinds,
  'AbortSignal',
  'AsyncIterable',
  'Context',
  'Date',
  'MortiseError',
  'Owned',
  'Parameters',
  'Promise',
  'Record',
  'ReturnType',
  'Uint8Array',
]);

/** The files of a plugin that a person goes on with, relative to its folder. */
export const pluginCode = (files: Files, plan: PluginPlan): NewFile[] => {
  const { contract, provider, packageName } = plan;
  const { name, id } = parseContractRef(contract.model.id);
  const { model, specifier } = contract;
  const base = `${provider}-${name}`;
  const key = providerKeys([id]).get(id) as string;
  const shape = ownNames.has(model.name) ? `${model.name}Shape` : model.name;
  const className = classNameOf(provider, contract);
  const isImportable = importableTypes(files, contract);
  const canImport = (type: string) =>
    isImportable(type) && !ownNames.has(type) && type !== className && type !== shape;
  const { types, core } = importedNames(model, canImport);
  const methods = model.methods.map((method) => ({
    name: method.name,
    head: methodText(method, { shape, canImport }),
    stream: method.result.kind === 'stream',
  }));
  const names = [...types, model.name === shape ? shape : `${model.name} as ${shape}`].sort();
  const fromCore = ['MortiseError', ...core.map((one) => `type ${one}`)];
  const imports = [importText(specifier, names, 'type'), importText('@mortise/core', fromCore)].sort(
    bySpecifier,
  );
  const contractName = id.split('@')[0];
  const module = `./${base}.ts`;
  const hint = `Write it in ${plan.directory}/src/${base}.ts`;
  const title = `get() provides '${provider}' with every method of ${contractName}`;
  const values = {
    ...plan,
    ...testValues(plan),
    base,
    module,
    key,
    shape,
    className,
    methods,
    imports,
    hint,
    title,
  };
  const all = { ...values, contractName, packageName, doc: summary(model.doc), token: model.name, specifier };
  return [
    { path: 'src/plugin.ts', text: render('scaffold/plugin.ts', all) },
    { path: `src/${base}.ts`, text: render('scaffold/provider.ts', all) },
    { path: 'src/plugin.test.ts', text: render('scaffold/plugin.test.ts', all) },
    { path: 'README.md', text: render('scaffold/plugin.README.md', all) },
    ...vitestConfig(files),
  ];
};

const classNameOf = (provider: string, { model }: KnownContract): string => {
  const name = `${pascalCase(provider)}${model.name}`;
  return Object.hasOwn(model.types, name) || Object.hasOwn(model.interfaces, name) || ownNames.has(name)
    ? `${name}Provider`
    : name;
};

/** Tests import the workspace's sources; where no configuration says so yet, the plugin brings one. */
const vitestConfig = (files: Files): NewFile[] => {
  const hasOne = files.list('.').some((name) => /^vite(?:st)?\.(?:config|workspace)\.[cm]?[jt]s$/.test(name));
  return hasOne ? [] : [{ path: 'vitest.config.ts', text: render('scaffold/vitest.config.ts', {}) }];
};

/** The first sentence of a comment. */
const summary = (doc = ''): string => doc.split(/(?<=\.)\s|\n\s*\n/)[0] ?? '';
