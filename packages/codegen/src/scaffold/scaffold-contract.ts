import { posix } from 'node:path';
import { contractName } from '../growth/contract-name.ts';
import { addToJson } from '../json-text/edit-json.ts';
import { contractSources, type KnownContract } from '../workspace/contracts.ts';
import type { Files } from '../workspace/files.ts';
import { Workspace } from '../workspace/workspace.ts';
import { complete, type Scaffold } from './complete.ts';
import { contractCode, contractPackage } from './contract-package.ts';
import { Draft } from './draft.ts';
import { findContracts } from './find-contracts.ts';
import { nameKinds, pascalCase, scopeOf, tidy } from './names.ts';
import { OptionFaults } from './option-faults.ts';
import { coverFolder, dependencyRanges, jsonText, tsconfigText } from './package-parts.ts';

/** What a contract is made from; what is left out follows from its name. */
export interface ContractOptions {
  /** Lower-case words joined by hyphens: `runtime`. */
  readonly name: string;
  /** Without it the scope or the name of the workspace's own package. */
  readonly namespace?: string | undefined;
  /** Its whole version; without it `1.0.0`. */
  readonly contractVersion?: string | undefined;
  /** Without it `contracts/<name>`. */
  readonly directory?: string | undefined;
  /** Without it that of the package in the folder, or `@<namespace>/<name>`. */
  readonly packageName?: string | undefined;
}

/** As `scaffolds.ts` says it. */
export const scaffoldContract = async (files: Files, options: ContractOptions): Promise<Scaffold> => {
  const workspace = new Workspace(files);
  const plan = await planContract(workspace, options);
  const { directory, packageName, name } = plan;
  const draft = new Draft(files);
  const at = (file: string) => posix.join(directory, file);
  const dependencies = dependencyRanges(workspace, directory, ['@mortise/core']);
  draft.create(at('package.json'), jsonText(contractPackage(workspace, plan, dependencies)));
  const list = at('package.json');
  draft.edit(list, (text) => addToJson(text, list, ['mortise', 'contracts'], `./src/${name}.contract.ts`));
  const tsconfig = tsconfigText(workspace, directory, Object.keys(dependencies));
  if (tsconfig) draft.create(at('tsconfig.json'), tsconfig);
  for (const { path, text } of contractCode(plan)) draft.create(at(path), text);
  coverFolder(draft, workspace, directory);
  const next = [
    ...exportSteps(draft, plan),
    `Write its methods in ${at(`src/${name}.contract.ts`)}`,
    'Bring token, wire module, model, WIT and reference page up to date: npx mortise gen',
    `Once others build on it, record it, so that its version tells what has changed since: npx mortise release ${plan.namespace}:${name}`,
  ];
  return { changes: await complete(files, draft), directory, packageName, next, kept: plan.kept };
};

/** What a package that was there already has to export too. */
const exportSteps = (draft: Draft, { directory, name }: ContractPlan): string[] => {
  const missing = (file: string, module: string) =>
    !(draft.read(posix.join(directory, file)) ?? '').includes(module);
  const wire = `export { ${pascalCase(name)}Wire } from './${name}.wire.gen.ts';`;
  return [
    ...(missing('src/index.ts', `./${name}.gen.`)
      ? [`Export it: write export * from './${name}.gen.ts'; into ${directory}/src/index.ts`]
      : []),
    ...(missing('src/wire.ts', `./${name}.wire.gen.`)
      ? [`Export its wire module: write ${wire} into ${directory}/src/wire.ts`]
      : []),
    ...(missing('package.json', '"./wire"')
      ? [`Let loaders import it: add "./wire" for src/wire.ts to "exports" of ${directory}/package.json`]
      : []),
  ];
};

/** A contract with every option decided. */
export interface ContractPlan {
  readonly name: string;
  readonly namespace: string;
  readonly version: string;
  readonly directory: string;
  readonly packageName: string;
  /** As {@link Scaffold} has it. */
  readonly kept: readonly string[];
}

const planContract = async (workspace: Workspace, options: ContractOptions): Promise<ContractPlan> => {
  const { name, contractVersion: version = '1.0.0' } = options;
  const { namespace = scopeOf(workspace.at('.')?.json.name ?? 'app') } = options;
  const directory = tidy(options.directory ?? `contracts/${name}`);
  const faults = new OptionFaults();
  faults.checkName('NAME', name, nameKinds.word);
  faults.checkName('--namespace', namespace, nameKinds.word);
  faults.checkName('--contract-version', version, nameKinds.version);
  if (options.directory !== undefined) faults.checkName('--directory', directory, nameKinds.directory);
  const known = faults.isEmpty ? workspace.at(directory)?.json.name : undefined;
  const { packageName = known ?? `@${namespace}/${name}` } = options;
  if (options.packageName !== undefined)
    faults.checkName('--package-name', packageName, nameKinds.packageName);
  const plan = { name, namespace, version, directory, packageName, kept: [] as string[] };
  if (faults.isEmpty) {
    faults.checkPlace(workspace, directory, packageName);
    const there = await checkFree(workspace, plan, faults);
    if (there && options.contractVersion !== undefined)
      plan.kept.push(...otherVersion(workspace, there, version));
  }
  faults.check(`add contract '${name}'`);
  return plan;
};

/**
 * A contract stands once in a workspace; the file of this very one may be there from an earlier run.
 *
 * @returns what is in that file
 */
const checkFree = async (
  workspace: Workspace,
  plan: ContractPlan,
  faults: OptionFaults,
): Promise<KnownContract | undefined> => {
  const { directory, namespace, name, version } = plan;
  const source = posix.join(directory, 'src', `${name}.contract.ts`);
  if (workspace.packages.flatMap(contractSources).length === 0) return undefined;
  const { members } = await findContracts(workspace);
  const there = [...members.values()].find((one) => one.source === source);
  const isOther = there !== undefined && contractName(there.model.id) !== `${namespace}:${name}`;
  if (isOther) {
    faults.add('--namespace', {
      found: `${JSON.stringify(namespace)}, and ${JSON.stringify(source)} is ${contractName(there.model.id)}`,
      expected: `a folder that ${namespace}:${name} can have`,
      hint: 'give another one: --directory',
    });
  }
  if (there) return there;
  const other = members.get(`${namespace}:${name}@${version.split('.')[0]}`);
  if (!other) return undefined;
  const found = `${namespace}:${name}@${version}, which ${JSON.stringify(other.source)} has`;
  faults.add('NAME', { found, expected: 'a contract that is not there yet' });
  return undefined;
};

/** Where the contract has another version than the one that was asked for, which is its author's to change. */
const otherVersion = (
  { files }: Workspace,
  { model, source }: KnownContract,
  version: string,
): readonly string[] => {
  if (model.version === version) return [];
  const text = files.read(source) ?? '';
  const line = text.slice(0, text.indexOf('@contract')).split('\n').length;
  const wanted = `@contract ${contractName(model.id)}@${version}`;
  return [
    `${source}:${line} has version "${model.version}", which stays: for "${version}", write ${wanted} there`,
  ];
};
