import { readFileSync } from 'node:fs';
import { posix } from 'node:path';
import { openManifest } from '@mortise/artifact';
import { type Manifest, type PluginManifest, parseContractRef, resolveManifest } from '@mortise/core';
import { noVersion } from '../errors.ts';
import type { Contracts, KnownContract } from '../workspace/contracts.ts';
import type { Files } from '../workspace/files.ts';
import type { Package } from '../workspace/workspace.ts';
import { checkContracts, checkEngines } from './check-versions.ts';
import { fillTemplate } from './fill-template.ts';
import type { GeneratedFile, GenerateOptions } from './generated-file.ts';

/** That of this package, which all packages of Mortise share. */
const mortiseVersion: string = JSON.parse(
  readFileSync(new URL('../../package.json', import.meta.url), 'utf8'),
).version;

/** The manifest's file of a plugin. */
export const manifestFile = (directory: string): string => posix.join(directory, 'plugin.json');

/** The author's module, which a plugin that is written in TypeScript has. */
export const pluginModule = (directory: string): string => posix.join(directory, 'src/plugin.ts');

/**
 * The types that bind a plugin's code to its manifest, and the module that registers it.
 *
 * @param files the workspace
 * @param plugin the plugin's package
 * @param contracts where the interfaces come from
 * @param options `full` writes also what looks fresh
 * @throws MortiseError `invalid_document`, `unknown_contract`, `no_version`
 */
export const generatePlugin = (
  files: Files,
  plugin: Package,
  contracts: Contracts,
  { full }: GenerateOptions = {},
): GeneratedFile[] => {
  const file = manifestFile(plugin.directory);
  const text = files.read(file) as string;
  const document = openManifest(text, file);
  checkEngines(document, mortiseVersion);
  checkContracts(document, (id) => contracts.find(id, plugin).model);
  const manifest = document.check();
  const version = versionOf(manifest, plugin);
  const resolved = resolveManifest(manifest, { version, source: plugin.json.name ?? plugin.directory });
  const at = (module: string) => posix.join(plugin.directory, 'src', module);
  const from = '../plugin.json';
  const values = pluginValues(manifest, resolved, plugin, contracts);
  return [
    fillTemplate(files, at('plugin.gen.ts'), { template: 'plugin.gen.ts', from, values, full }),
    fillTemplate(files, at('register.gen.ts'), { template: 'register.gen.ts', from, values: {}, full }),
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

const pluginValues = (
  manifest: Manifest,
  resolved: PluginManifest,
  plugin: Package,
  contracts: Contracts,
): object => {
  const names = new TypeNames();
  const type = (contract: string): string => names.of(contracts.find(parseContractRef(contract).id, plugin));
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

/** Gives each imported contract a type name of its own, also where two packages use one name. */
class TypeNames {
  readonly #names = new Map<KnownContract, string>();
  /** Names that the generated file has itself. */
  readonly #taken = new Set([
    'Context',
    'Exact',
    'Needs',
    'Paths',
    'Plugin',
    'PluginCode',
    'PluginContext',
    'Provides',
  ]);

  of(contract: KnownContract): string {
    const known = this.#names.get(contract);
    if (known) return known;
    let name = contract.model.name;
    for (let count = 2; this.#taken.has(name); count += 1) name = `${contract.model.name}${count}`;
    this.#taken.add(name);
    this.#names.set(contract, name);
    return name;
  }

  imports(): object[] {
    const bySpecifier = new Map<string, { from: string; to: string; renamed: boolean }[]>();
    for (const [{ model, specifier }, to] of this.#names) {
      const names = bySpecifier.get(specifier) ?? [];
      bySpecifier.set(specifier, [...names, { from: model.name, to, renamed: to !== model.name }]);
    }
    return [...bySpecifier]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([specifier, names]) => ({ specifier, names: names.sort((a, b) => (a.from < b.from ? -1 : 1)) }));
  }
}
