import { posix } from 'node:path';
import { loaderOf } from '@mortise/profile';
import { addMember, lineOf } from '../json-text/edit-json.ts';
import type { Files } from '../workspace/files.ts';
import { wireName } from '../workspace/wire-exports.ts';
import { type Package, Workspace } from '../workspace/workspace.ts';
import { complete, type Scaffold } from './complete.ts';
import { Draft } from './draft.ts';
import { otherManifest } from './other-manifest.ts';
import { coverFolder, dependencyRanges, jsonText, tsconfigText } from './package-parts.ts';
import { pluginCode } from './plugin-code.ts';
import { pluginManifest, pluginPackage } from './plugin-package.ts';
import { type PluginOptions, type PluginPlan, planPlugin } from './plugin-plan.ts';

/** As `scaffolds.ts` says it. */
export const scaffoldPlugin = async (files: Files, options: PluginOptions): Promise<Scaffold> => {
  const workspace = new Workspace(files);
  const plan = await planPlugin(workspace, options);
  const draft = new Draft(files);
  writePackage(draft, workspace, plan);
  writeCode(draft, plan);
  coverFolder(draft, workspace, plan.directory);
  const { version } = JSON.parse(draft.read(posix.join(plan.directory, 'package.json')) ?? '{}');
  const kept = otherManifest(draft, plan, options);
  for (const { product, file } of plan.profiles) {
    const path = posix.join(product.directory, 'package.json');
    const range = version === undefined ? '*' : `^${version}`;
    draft.edit(path, (text) => addMember(text, path, ['dependencies', plan.packageName], range));
    const entry = plan.isolation === 'none' ? {} : { isolation: plan.isolation };
    draft.edit(file, (text) => addMember(text, file, ['plugins', plan.packageName], entry));
    const other = options.isolation === undefined ? undefined : otherIsolation(draft, file, plan);
    if (other !== undefined) {
      kept.push(other);
      continue;
    }
    for (const [name, fit] of Object.entries(boundaryPackages(workspace, product, plan)))
      draft.edit(path, (text) => addMember(text, path, ['dependencies', name], fit));
  }
  const { directory, packageName } = plan;
  return {
    changes: await complete(files, draft),
    directory,
    packageName,
    next: nextSteps(draft, plan),
    kept,
  };
};

/** Where a profile that has the plugin says another isolation, which is its author's to change. */
const otherIsolation = (
  draft: Draft,
  file: string,
  { packageName, isolation }: PluginPlan,
): string | undefined => {
  const text = draft.read(file) ?? '';
  const { plugins } = JSON.parse(text.replace(/^\uFEFF/, ''));
  const found = plugins[packageName].isolation ?? 'none';
  if (found === isolation) return undefined;
  const line = lineOf(text, file, ['plugins', packageName, 'isolation']);
  return `${file}:${line} has '${packageName}' with isolation "${found}", which stays: for "${isolation}", write it there`;
};

/** What a bootstrap imports for an isolated plugin: its loader, and the wire modules of its contracts. */
const boundaryPackages = (
  workspace: Workspace,
  { directory }: Package,
  { isolation, contract, uses }: PluginPlan,
): Record<string, string> => {
  const loader = loaderOf(isolation);
  if (loader === undefined) return {};
  return dependencyRanges(workspace, directory, [
    loader,
    ...[contract, ...uses].map(({ specifier }) => specifier),
  ]);
};

const writePackage = (draft: Draft, workspace: Workspace, plan: PluginPlan): void => {
  const at = (file: string) => posix.join(plan.directory, file);
  const specifiers = [plan.contract, ...plan.uses].map(({ specifier }) => specifier);
  const dependencies = dependencyRanges(workspace, plan.directory, [
    ...specifiers,
    '@mortise/core',
    '@mortise/registry',
  ]);
  draft.create(at('package.json'), jsonText(pluginPackage(workspace, plan, dependencies)));
  draft.create(at('plugin.json'), jsonText(pluginManifest(workspace, plan)));
  const tsconfig = tsconfigText(workspace, plan.directory, Object.keys(dependencies));
  if (tsconfig) draft.create(at('tsconfig.json'), tsconfig);
};

const writeCode = (draft: Draft, plan: PluginPlan): void => {
  const isWritten = draft.read(posix.join(plan.directory, 'src/plugin.ts')) !== undefined;
  for (const { path, text } of pluginCode(draft.files(), plan)) {
    const isCode = path.startsWith('src/');
    if (!isCode || !isWritten) draft.create(posix.join(plan.directory, path), text);
  }
};

const nextSteps = (draft: Draft, { directory, provider, contract, wireless }: PluginPlan): string[] => {
  const name = contract.model.id.replace(/^.*:|@.*$/g, '');
  // vitest reads the configuration of the folder that it starts in.
  const hasOwnConfig = draft.read(posix.join(directory, 'vitest.config.ts')) !== undefined;
  return [
    `Write the methods in ${directory}/src/${provider}-${name}.ts`,
    `Run its tests: ${hasOwnConfig ? `npm test -w ${directory}` : `npx vitest run ${directory}`}`,
    ...wireless.map(
      (one) =>
        `Once '${one.specifier}' exports ${wireName(one)} from './wire', run ${directory}/src/plugin.test.ts in strict mode too: add ['in strict mode', strictPlugin(plugin, { wires: [${wireName(one)}] })]`,
    ),
  ];
};
