import { Plugin, Contract } from '@mortise/core';

declare const types: unique symbol;
/**
 * A set of plugins, by plugin id and by the path of each provider (`era:runtime@1/wasm`); the two
 * never meet, because only a path holds a slash. A registration never changes and holds no live
 * object, so that many registries can stand on one catalog. `P` are the provider paths, `S` the
 * services that the plugins need.
 */
interface Catalog<out P extends string = string, out S = unknown> extends ReadonlyMap<string, Plugin> {
    /** Carries types only; never there at run time. */
    readonly [types]?: {
        provides: P;
        services: S;
    };
}

/** The names that `P` has of the contract `Id`. */
type NameOf<P extends string, Id extends string> = P extends `${Id}/${infer Name}` ? Name : never;

/** What a provider must have. */
interface ProviderQuery {
    /** All of these words. */
    readonly capabilities?: readonly string[];
    /**
     * The lowest version of the contract that will do. There is no upper end to give: the contract's id
     * fixes the major, within which a later version holds all of an earlier one.
     */
    readonly version?: `>=${number}.${number}` | `>=${number}.${number}.${number}`;
}
/** One provider of a contract, as its manifest describes it. */
interface FoundProvider<Name extends string = string> {
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
declare const providersOf: <P extends string, Id extends string>(catalog: Catalog<P>, contract: Contract<unknown, Id>, query?: ProviderQuery) => FoundProvider<NameOf<P, Id>>[];

export { providersOf };
export type { FoundProvider, ProviderQuery };
