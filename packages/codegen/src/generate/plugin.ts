import { readFileSync } from 'node:fs';
import { posix } from 'node:path';
import { openManifest } from '@mortise/artifact';
import { type Manifest, type PluginManifest, parseContractRef, resolveManifest } from '@mortise/core';
import { noVersion } from '../errors.ts';
import type { Contracts } from '../workspace/contracts.ts';
import type { Package, Workspace } from '../workspace/workspace.ts';
import { checkContracts, checkEngines } from './check-versions.ts';
import { fillTemplate } from './fill-template.ts';
import type { GeneratedFile, GenerateOptions } from './generated-file.ts';
import { generateGuest } from './guest.ts';
import { ImportNames, interfaceOf } from './import-names.ts';
import { unknownContractIn } from './unknown-contract.ts';

/** That of this package, which all packages of Mortise share. */
const mortiseVersion: string = JSON.parse(
  readFileSync(new URL('../../package.json', import.meta.url), 'utf8'),
).version;

/** The manifest's file of a plugin. */
export const manifestFile = (directory: string): string => posix.join(directory, 'plugin.json');

/** The author's module, which a plugin that is written in TypeScript has. */
export const pluginModule = (directory: string): string => posix.join(directory, 'src/plugin.ts');

/**
 * The types that bind a plugin's code to its manifest, the module that registers it, and the entry of its own
 * bundle.
 *
 * @param workspace where it reads
 * @param plugin the plugin's package
 * @param contracts where the interfaces come from
 * @param options `full` writes also what looks fresh
 * @throws MortiseError `invalid_document`, `no_version`
 */
export const generatePlugin = (
  workspace: Workspace,
  plugin: Package,
  contracts: Contracts,
  options: GenerateOptions = {},
): GeneratedFile[] => {
  const { full } = options;
  const { files } = workspace;
  const file = manifestFile(plugin.directory);
  const text = files.read(file) as string;
  const document = openManifest(text, file);
  checkEngines(document, mortiseVersion);
  const known = contracts.all(plugin);
  checkContracts(
    document,
    (ref) => known.get(parseContractRef(ref).id)?.model ?? unknownContractIn(contracts, plugin, ref),
  );
  const manifest = document.check();
  const version = versionOf(manifest, plugin);
  const resolved = resolveManifest(manifest, { version, source: plugin.json.name ?? plugin.directory });
  const at = (module: string) => posix.join(plugin.directory, 'src', module);
  const from = '../plugin.json';
  const values = pluginValues(manifest, resolved, plugin, contracts);
  return [
    fillTemplate(files, at('plugin.gen.ts'), { template: 'plugin.gen.ts', from, values, full }),
    fillTemplate(files, at('register.gen.ts'), { template: 'register.gen.ts', from, values: {}, full }),
    generateGuest(workspace, plugin, resolved, contracts, options),
  ];
};

/**
 * The version that holds for a plugin: package.json's, or the manifest's own.
 *
 * @throws MortiseError `no_version`
 */
export const versionOf = (manifest: Manifest, { json, directory }: Package): string => {
  const version = json.version ?? manifest.version;
  if (version) return version;
  throw noVersion(manifest.id, directory);
};

/** Names that the generated file has itself. */
const ownNames = ['Context', 'Exact', 'Needs', 'Paths', 'Plugin', 'PluginCode', 'PluginContext', 'Provides'];

const pluginValues = (
  manifest: Manifest,
  resolved: PluginManifest,
  plugin: Package,
  contracts: Contracts,
): object => {
  const names = new ImportNames(ownNames);
  const type = (contract: string): string =>
    names.of(interfaceOf(contracts.find(parseContractRef(contract).id, plugin)));
  const uses = (resolved.uses ?? []).map((use) => ({ optional: false, ...use, type: type(use.contract) }));
  const provides = Object.keys(manifest.provides)
    .sort()
    .map((contract) => {
      const { id } = parseContractRef(contract);
      const entries = Object.entries(resolved.provides).filter(([path]) => path.startsWith(`${id}/`));
      const providers = entries.map(([path]) => ({ name: path.slice(id.length + 1) }));
      return { key: entries[0]?.[1].key, type: type(contract), providers };
    });
  return {
    imports: names.imports(),
    uses,
    provides,
    paths: Object.keys(resolved.provides),
    manifest: resolved,
  };
};
