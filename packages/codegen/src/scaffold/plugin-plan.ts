import { posix } from 'node:path';
import { parseContractRef } from '@mortise/core';
import { alternatives } from '@mortise/json';
import { builtIsolations, type Isolation } from '@mortise/profile';
import { profileFiles, profileName } from '../generate/profile.ts';
import type { KnownContract } from '../workspace/contracts.ts';
import { exportsWire } from '../workspace/wire-exports.ts';
import type { Package, Workspace } from '../workspace/workspace.ts';
import { chooseContract, findContracts } from './find-contracts.ts';
import { nameKinds, tidy } from './names.ts';
import { OptionFaults, unknown } from './option-faults.ts';

/** What a plugin is made from; what is left out follows from name and contract. */
export interface PluginOptions {
  /** Lower-case words joined by hyphens: `firecracker`. */
  readonly name: string;
  /** The contract that it implements: `era:runtime`, `era:runtime@1`. */
  readonly contract: string;
  /** The profiles that it joins: `edge-agent:edge`, a product and one of its profiles. */
  readonly profile?: string | readonly string[] | undefined;
  /** How far it is kept apart in these profiles: `worker`, `deno`, `wasm`; without it, it is linked in. */
  readonly isolation?: string | undefined;
  /** Without it `plugins/<contract>-<name>` in the first profile's product, or in the workspace. */
  readonly directory?: string | undefined;
  /** Without it `@<namespace>/<contract>-<name>`. */
  readonly packageName?: string | undefined;
  /** Without it `<namespace>.<name>`. */
  readonly pluginId?: string | undefined;
  /** The provider's name; without it the plugin's. */
  readonly provider?: string | undefined;
  /** The host services that it uses: `mortise:log`. */
  readonly uses?: string | readonly string[] | undefined;
}

/** A profile of a product. */
interface ProfilePlace {
  readonly product: Package;
  /** Relative to the workspace. */
  readonly file: string;
}

/** A plugin with every option decided. */
export interface PluginPlan {
  readonly name: string;
  readonly contract: KnownContract;
  readonly profiles: readonly ProfilePlace[];
  readonly isolation: Isolation;
  readonly directory: string;
  readonly packageName: string;
  readonly pluginId: string;
  readonly provider: string;
  readonly uses: readonly KnownContract[];
  /** Which of its contracts have no wire module to import: its tests run linked in only. */
  readonly wireless: readonly KnownContract[];
}

/**
 * Decides what was left out and checks what was not.
 *
 * @param workspace where contracts, products and packages are found
 * @param options as a person gave them
 * @throws MortiseError `invalid_options` with all faults
 */
export const planPlugin = async (workspace: Workspace, options: PluginOptions): Promise<PluginPlan> => {
  const { name } = options;
  const faults = new OptionFaults();
  checkNames(options, faults);
  const known = await findContracts(workspace);
  const contract = chooseContract(known, '--contract', options.contract, faults);
  const uses = listOf(options.uses).flatMap((ref) => chooseContract(known, '--uses', ref, faults) ?? []);
  const profiles = listOf(options.profile).flatMap((one) => findProfile(workspace, one, faults) ?? []);
  const isolation = chooseIsolation(options, faults);
  const folder = profiles[0]?.product.directory ?? '.';
  const rest = contract && defaults(contract, options, folder);
  const wireless = [contract ?? [], uses]
    .flat()
    .filter((one) => !exportsWire(workspace, rest?.directory ?? '.', one));
  const plan = rest && { name, contract, uses, wireless, profiles, isolation, ...rest };
  // Where a name is wrong, the place that follows from it would only repeat that.
  if (plan && faults.isEmpty) faults.checkPlace(workspace, plan.directory, plan.packageName);
  faults.check(`add plugin '${name}'`);
  return plan as PluginPlan;
};

const checkNames = (options: PluginOptions, faults: OptionFaults): void => {
  const { name, directory, packageName, pluginId, provider } = options;
  faults.checkName('NAME', name, nameKinds.word);
  if (directory !== undefined) faults.checkName('--directory', tidy(directory), nameKinds.directory);
  if (packageName !== undefined) faults.checkName('--package-name', packageName, nameKinds.packageName);
  if (pluginId !== undefined) faults.checkName('--plugin-id', pluginId, nameKinds.pluginId);
  if (provider !== undefined) faults.checkName('--provider', provider, nameKinds.word);
};

const chooseIsolation = (options: PluginOptions, faults: OptionFaults): Isolation => {
  const { isolation = 'none' } = options;
  const known = builtIsolations.find((one) => one === isolation);
  const found = JSON.stringify(isolation);
  if (!known) faults.add('--isolation', { found, expected: alternatives(builtIsolations) });
  else if (options.isolation !== undefined && listOf(options.profile).length === 0)
    faults.add('--isolation', {
      found: `${found} and no profile`,
      expected: 'the profiles that it is for',
      hint: 'name them: --profile edge-agent:edge',
    });
  return known ?? 'none';
};

/** What follows from name and contract, where nobody says otherwise. */
const defaults = ({ model }: KnownContract, options: PluginOptions, folder: string) => {
  const { namespace, name: contract } = parseContractRef(model.id);
  const { name } = options;
  return {
    directory: tidy(options.directory ?? posix.join(folder, 'plugins', `${contract}-${name}`)),
    packageName: options.packageName ?? `@${namespace}/${contract}-${name}`,
    pluginId: options.pluginId ?? `${namespace}.${name}`,
    provider: options.provider ?? name,
  };
};

const findProfile = (
  workspace: Workspace,
  written: string,
  faults: OptionFaults,
): ProfilePlace | undefined => {
  const all = workspace.packages.flatMap((product) =>
    profileFiles(workspace, product).map((file) => ({ product, file, names: namesOf(product, file) })),
  );
  const found = all.find(({ names }) => names.includes(written));
  if (found) return { product: found.product, file: found.file };
  const known = all.flatMap(({ names }) => names[0] as string);
  faults.add('--profile', unknown(written, 'product:profile, such as "edge-agent:edge"', known));
  return undefined;
};

/** How a profile can be written: by the product's name, or by its folder. */
const namesOf = ({ json, directory }: Package, file: string): string[] =>
  [json.name ?? directory, directory].map((product) => `${product}:${profileName(file)}`);

const listOf = (value: string | readonly string[] | undefined): readonly string[] =>
  [value ?? []].flat().flatMap((one) =>
    one
      .split(',')
      .map((part) => part.trim())
      .filter(Boolean),
  );
