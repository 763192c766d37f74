import { posix } from 'node:path';
import { messageOf } from '@mortise/core';
import type { ContractModel } from '../contract/model.ts';
import { generateFailed } from '../errors.ts';
import { isSameText } from '../line-ends.ts';
import { Contracts, contractSources } from '../workspace/contracts.ts';
import type { Files } from '../workspace/files.ts';
import { type Package, Workspace } from '../workspace/workspace.ts';
import { generateBootstrap } from './bootstrap.ts';
import { bootstrapImports } from './bootstrap-imports.ts';
import { ContractImports } from './contract-imports.ts';
import type { GeneratedFile, GenerateOptions } from './generated-file.ts';
import { generatePlugin, manifestFile, pluginModule } from './plugin.ts';
import { bootstrapFile, profileFiles, profileName, readPlan } from './profile.ts';

/** What generation found. */
export interface GenerateResult {
  /** The files that are not as they should be, sorted by path; empty when all is fresh. */
  readonly changes: readonly GeneratedFile[];
  /** How many contracts, plugins and profiles there are. */
  readonly counts: { readonly contracts: number; readonly plugins: number; readonly profiles: number };
}

/**
 * All that is generated in a workspace: of contracts first, because plugins need their models, then
 * of plugins, then of profiles. It writes nothing: either everything can be generated, or the caller
 * gets one error with every fault.
 *
 * @param files the workspace
 * @param options `full` makes also what looks fresh
 * @throws MortiseError `generate_failed`, or the one error that there is
 */
export const generate = async (files: Files, options: GenerateOptions = {}): Promise<GenerateResult> => {
  const workspace = new Workspace(files);
  const errors: unknown[] = [];
  const wanted = new Map<string, string | undefined>();
  const collect = async <T>(step: () => T | Promise<T>): Promise<T | undefined> => {
    try {
      return await step();
    } catch (error) {
      errors.push(error);
      return undefined;
    }
  };
  const want = (...list: readonly GeneratedFile[]) => {
    for (const { path, text } of list) wanted.set(path, text);
  };

  const sources = workspace.packages.flatMap(contractSources);
  const imports = new ContractImports(workspace, options);
  const models = new Map<string, ContractModel>();
  for (const source of sources) {
    const contract = await collect(() => imports.generate(source));
    if (contract) models.set(source, contract.model);
    want(...(contract?.files ?? []));
  }

  const contracts = await collect(() => new Contracts(workspace, models));
  const plugins = workspace.packages.filter(({ directory }) => isPlugin(files, directory));
  // A contract that could not be read would make every plugin that uses it fail too, and a plugin every bootstrap.
  const known = errors.length === 0 ? contracts : undefined;
  const failed = new Set<string>();
  if (known) {
    for (const plugin of plugins) {
      const generated = await collect(() => generatePlugin(workspace, plugin, known, options));
      want(...(generated ?? []));
      if (!generated) failed.add(plugin.directory);
    }
  }

  let profiles = 0;
  for (const product of workspace.packages) {
    const found = profileFiles(workspace, product);
    profiles += found.length;
    for (const file of found) {
      const plan = await collect(() => readPlan(workspace, product, file));
      const bootstrap =
        plan &&
        known &&
        plan.plugins.every(({ directory }) => !failed.has(directory)) &&
        (await collect(() => generateBootstrap(workspace, product, plan, known, options)));
      if (bootstrap) want(bootstrap);
    }
    const names = found.map(profileName);
    const conditions = await collect(() => bootstrapImports(workspace, product, names));
    if (conditions) want(conditions);
    want(...leftOver(files, product, names), ...leftOverModules(files, product));
  }

  // A plugin's fault is also one of each profile that names it.
  const faults = [...new Map(errors.map((error) => [messageOf(error), error])).values()];
  if (faults.length === 1) throw faults[0];
  if (faults.length > 1) throw generateFailed(faults);
  const changes = [...wanted]
    .filter(([path, text]) => !isSameText(files.read(path), text))
    .map(([path, text]) => ({ path, text }))
    .sort((a, b) => (a.path < b.path ? -1 : 1));
  return { changes, counts: { contracts: sources.length, plugins: plugins.length, profiles } };
};

const isPlugin = (files: Files, directory: string): boolean =>
  files.read(manifestFile(directory)) !== undefined && files.read(pluginModule(directory)) !== undefined;

/** What was generated from a plugin.json that is gone. */
const leftOverModules = (files: Files, { directory }: Package): GeneratedFile[] => {
  if (files.read(manifestFile(directory)) !== undefined) return [];
  return ['guest.gen.ts', 'plugin.gen.ts', 'register.gen.ts']
    .map((name) => ({ path: posix.join(directory, 'src', name), text: undefined }))
    .filter(({ path }) => files.read(path)?.startsWith('// Generated by mortise gen from ../plugin.json,'));
};

/** Bootstraps whose profile is gone; other files of that name are somebody else's. */
const leftOver = (files: Files, { directory }: Package, profiles: readonly string[]): GeneratedFile[] => {
  const known = new Set(profiles.map((profile) => posix.basename(bootstrapFile(profile))));
  return files
    .list(posix.join(directory, 'src'))
    .filter((name) => /^bootstrap\..+\.gen\.ts$/.test(name) && !known.has(name))
    .map((name) => ({ path: posix.join(directory, 'src', name), text: undefined }))
    .filter(({ path }) => files.read(path)?.startsWith('// Generated by mortise gen'));
};
