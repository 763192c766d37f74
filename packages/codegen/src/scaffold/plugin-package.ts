import { posix } from 'node:path';
import { parseContractRef } from '@mortise/core';
import type { KnownContract } from '../workspace/contracts.ts';
import type { Workspace } from '../workspace/workspace.ts';
import { dependencyRanges } from './package-parts.ts';
import type { PluginPlan } from './plugin-plan.ts';

/**
 * The package.json of a plugin. `@mortise/source` comes first, so that the workspace runs it without a
 * build; `sideEffects` names both register files, because a bundler drops a blank import of any other.
 */
export const pluginPackage = (
  workspace: Workspace,
  { packageName, directory }: PluginPlan,
  dependencies: Readonly<Record<string, string>>,
): object => ({
  name: packageName,
  version: '0.1.0',
  private: true,
  ...licenseOf(workspace),
  type: 'module',
  sideEffects: ['./src/register.gen.ts', './dist/register.gen.js'],
  exports: {
    '.': sourceAndBuild('plugin'),
    './register': sourceAndBuild('register.gen'),
    './guest': sourceAndBuild('guest.gen'),
    './plugin.json': './plugin.json',
    './package.json': './package.json',
  },
  files: ['dist', 'src', 'plugin.json'],
  scripts: { test: 'vitest run' },
  dependencies,
  devDependencies: {
    ...dependencyRanges(workspace, directory, ['@mortise/testing']),
    ...vitestOf(workspace, directory),
  },
});

/** The entry of a module in `exports`. */
export const sourceAndBuild = (module: string): object => ({
  '@mortise/source': `./src/${module}.ts`,
  types: `./dist/${module}.d.ts`,
  default: `./dist/${module}.js`,
});

/** The workspace's license, where it names one. */
export const licenseOf = (workspace: Workspace): object => {
  const { license } = (workspace.at('.')?.json ?? {}) as { license?: string };
  return license === undefined ? {} : { license };
};

/** Where the workspace does not have vitest for all, the plugin brings it. */
const vitestOf = (workspace: Workspace, directory: string): object =>
  workspace.resolve('vitest', directory) ? {} : { vitest: '^4.1.12' };

/** The plugin.json. */
export const pluginManifest = (
  workspace: Workspace,
  { directory, pluginId, provider, contract, uses }: PluginPlan,
): object => ({
  $schema: schemaPath(workspace, directory),
  manifest: 1,
  id: pluginId,
  provides: { [fullRef(contract)]: { [provider]: {} } },
  ...(uses.length > 0 ? { uses: Object.fromEntries(uses.map(({ model }) => [model.id, {}])) } : {}),
});

const fullRef = ({ model: { id, version } }: KnownContract): string => {
  const { namespace, name } = parseContractRef(id);
  return `${namespace}:${name}@${version}`;
};

const schemaPath = (workspace: Workspace, directory: string): string => {
  const core = workspace.resolve('@mortise/core', directory)?.directory ?? 'node_modules/@mortise/core';
  return posix.relative(directory, posix.join(core, 'plugin.schema.json'));
};
