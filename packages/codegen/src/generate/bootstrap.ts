import { posix } from 'node:path';
import { camelCase } from '@mortise/core';
import { isBoundary, type PlannedPlugin, type ProfilePlan } from '@mortise/profile';
import type { Contracts } from '../workspace/contracts.ts';
import type { Package, Workspace } from '../workspace/workspace.ts';
import { fillTemplate } from './fill-template.ts';
import type { GeneratedFile, GenerateOptions } from './generated-file.ts';
import { ImportNames } from './import-names.ts';
import { isolatedValues } from './isolated-values.ts';
import { bootstrapFile } from './profile.ts';

/**
 * The bootstrap of a profile: one blank import for each plugin that is linked in, one registration for each
 * that is isolated, and the catalog's type. Of an isolated plugin's code nothing is imported.
 *
 * @param workspace where it reads
 * @param product the package that has the profile
 * @param plan the resolved profile
 * @param contracts where wire modules come from
 * @param options `full` writes also what looks fresh
 * @throws MortiseError `missing_loader`, `missing_wire`, `unknown_contract`
 */
export const generateBootstrap = (
  workspace: Workspace,
  product: Package,
  plan: ProfilePlan,
  contracts: Contracts,
  { full }: GenerateOptions = {},
): GeneratedFile => {
  const taken = new Set<string>();
  const folder = posix.join(product.directory, 'src');
  const plugins = plan.plugins.map((plugin) => pluginValues(plugin, folder, taken));
  const paths = plan.plugins.flatMap(({ manifest }) => Object.keys(manifest.provides)).sort();
  const path = posix.join(product.directory, bootstrapFile(plan.name));
  const from = `../profiles/${plan.name}.json`;
  const isolated = plan.plugins.filter(({ isolation }) => isBoundary(isolation));
  if (isolated.length === 0) {
    const values = { plugins, paths, empty: plugins.length === 0 };
    return fillTemplate(workspace.files, path, { template: 'bootstrap.gen.ts', from, values, full });
  }
  const names = new ImportNames([...ownNames, ...taken]);
  const values = {
    plugins,
    paths,
    linked: plugins.filter((_, at) => !isolated.includes(plan.plugins[at] as PlannedPlugin)),
    isolated: isolated.map((plugin) =>
      isolatedValues(workspace, product, plan.name, plugin, contracts, names),
    ),
    imports: names.imports(),
  };
  return fillTemplate(workspace.files, path, { template: 'bootstrap-isolated.gen.ts', from, values, full });
};

/** Names that a bootstrap has itself. */
const ownNames = ['Catalog', 'Provided', 'ServicesOf', 'URL', 'catalog', 'register', 'registered'];

const pluginValues = (
  { specifier, directory, manifest }: PlannedPlugin,
  from: string,
  taken: Set<string>,
) => {
  const folder = posix.relative(from, directory);
  return {
    alias: aliasOf(manifest.id, taken),
    plugin: specifier ?? `${folder}/src/plugin.ts`,
    register: specifier ? `${specifier}/register` : `${folder}/src/register.gen.ts`,
  };
};

/**
 * A plugin's name in a bootstrap. `demo.a.b` and `demo.a-b` would have the same one, so the second gets a
 * number. It is no word of the language, and no other name of the file: each has a capital letter or a
 * digit inside.
 */
const aliasOf = (id: string, taken: Set<string>): string => {
  const plain = camelCase(id);
  let alias = plain;
  for (let count = 2; taken.has(alias); count += 1) alias = `${plain}${count}`;
  taken.add(alias);
  return alias;
};
