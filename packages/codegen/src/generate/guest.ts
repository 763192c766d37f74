import { posix } from 'node:path';
import { type PluginManifest, parseContractRef } from '@mortise/core';
import type { Contracts, KnownContract } from '../workspace/contracts.ts';
import { exportsWire } from '../workspace/wire-exports.ts';
import type { Package, Workspace } from '../workspace/workspace.ts';
import { fillTemplate } from './fill-template.ts';
import type { GeneratedFile, GenerateOptions } from './generated-file.ts';
import { ImportNames, wireOf } from './import-names.ts';

/** The entry of a plugin's own bundle, where it is isolated. */
const guestModule = (directory: string): string => posix.join(directory, 'src/guest.gen.ts');

/**
 * The contracts whose wire modules a boundary needs to carry a plugin's calls: those that it provides and uses.
 *
 * @param from who imports them
 * @throws MortiseError `unknown_contract`
 */
export const boundaryContracts = (
  { provides, uses = [] }: PluginManifest,
  contracts: Contracts,
  from: Package,
): KnownContract[] => {
  const provided = Object.keys(provides).map((path) => path.slice(0, path.indexOf('/')));
  const ids = new Set([...provided, ...uses.map(({ contract }) => contract)]);
  return [...ids].map((id) => contracts.find(parseContractRef(id).id, from));
};

/**
 * What a plugin's own bundle starts from: the plugin, and the wire modules of its contracts. While one of its
 * contracts has no wire module to import, the plugin can only be linked in, and there is no such file.
 *
 * @param workspace where it reads
 * @param plugin the plugin's package
 * @param manifest resolved
 */
export const generateGuest = (
  workspace: Workspace,
  plugin: Package,
  manifest: PluginManifest,
  contracts: Contracts,
  { full }: GenerateOptions,
): GeneratedFile => {
  const path = guestModule(plugin.directory);
  const known = boundaryContracts(manifest, contracts, plugin);
  if (known.some((contract) => !exportsWire(workspace, plugin.directory, contract)))
    return { path, text: undefined };
  const names = new ImportNames(['ContractWire', 'wires']);
  const wires = known.map((contract) => names.of(wireOf(contract))).sort();
  const values = { imports: names.imports(), wires };
  return fillTemplate(workspace.files, path, {
    template: 'guest.gen.ts',
    from: '../plugin.json',
    values,
    full,
  });
};
