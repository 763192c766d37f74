import type { Contract, ProviderPath } from '@mortise/core';
import type { Catalog } from './catalog.ts';
import { invalidVersion } from './errors.ts';
import type { NameOf } from './registry.ts';

/** What a provider must have. */
export interface ProviderQuery {
  /** All of these words. */
  readonly capabilities?: readonly string[];
  /**
   * The lowest version of the contract that will do. There is no upper end to give: the contract's id
   * fixes the major, within which a later version holds all of an earlier one.
   */
  readonly version?: `>=${number}.${number}` | `>=${number}.${number}.${number}`;
}

/** One provider of a contract, as its manifest describes it. */
export interface FoundProvider<Name extends string = string> {
  /** What `registry.get` takes. */
  readonly name: Name;
  /** The contract's full version that it was written against. */
  readonly version: string;
  readonly capabilities: readonly string[];
  readonly pluginId: string;
  readonly pluginVersion: string;
}

/**
 * Lists the providers of a contract, sorted by name. It reads manifests only: no plugin is activated.
 *
 * @param catalog where to look
 * @param contract whose providers; those of another major version are providers of another contract
 * @param query what they must have; without it all are listed
 * @throws MortiseError `invalid_version`
 * @example
 * ```ts
 * import { contract } from '@mortise/core';
 * import { createCatalog } from '@mortise/registry';
 * import { providersOf } from '@mortise/registry/query';
 *
 * const Greeter = contract<{ greet(): Promise<string> }>()('demo:greeter@1', '1.1.0');
 * const manifest = {
 *   id: 'demo.polite',
 *   version: '3.0.0',
 *   provides: { 'demo:greeter@1/polite': { key: 'greeter', version: '1.1.0', capabilities: ['bow'] } },
 * };
 * const catalog = createCatalog([{ manifest, code: { activate: () => ({}) } }]);
 *
 * console.log(providersOf(catalog, Greeter, { version: '>=1.1' }).map(({ name }) => name)); // [ 'polite' ]
 * console.log(providersOf(catalog, Greeter, { capabilities: ['sing'] }).length); // 0
 * ```
 */
export const providersOf = <P extends string, Id extends string>(
  catalog: Catalog<P>,
  contract: Contract<unknown, Id>,
  query: ProviderQuery = {},
): FoundProvider<NameOf<P, Id>>[] => {
  const found: FoundProvider<NameOf<P, Id>>[] = [];
  for (const [path, { manifest }] of catalog) {
    const [id, name] = path.split('/') as [string, NameOf<P, Id>];
    const entry = manifest.provides[path as ProviderPath];
    if (!entry || id !== contract.id) continue;
    const { version, capabilities = [] } = entry;
    if (query.version && !isAtLeast(version, query.version)) continue;
    if (query.capabilities?.some((each) => !capabilities.includes(each))) continue;
    found.push({ name, version, capabilities, pluginId: manifest.id, pluginVersion: manifest.version });
  }
  return found.sort((a, b) => (a.name < b.name ? -1 : 1));
};

/**
 * Whether a version is as high as a lowest one, which has no pre-release. A library that compares any two
 * versions is larger than all of the registry.
 */
const isAtLeast = (version: string, lowest: string): boolean => {
  const have = numbersOf(version);
  const differs = numbersOf(lowest).map((number, index) => (have[index] ?? 0) - number);
  const first = differs.find((difference) => difference !== 0);
  return first === undefined ? !/^[^+]*-/.test(version) : first > 0;
};

const numbersOf = (version: string): number[] => {
  const [, ...numbers] = /^\D*(\d+)\.(\d+)(?:\.(\d+))?/.exec(version) ?? [];
  if (numbers.length === 0) throw invalidVersion(version);
  return numbers.map((number) => Number(number ?? 0));
};
