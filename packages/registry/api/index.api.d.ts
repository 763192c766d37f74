import { Plugin, ProvidersOf, ServicesOf, Contract, ServiceFactory } from '@mortise/core';

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
/**
 * Makes a catalog of plugins at hand: for tests and fakes, for plugins that a loader brought, for a
 * product that needs no profile.
 *
 * @param plugins each with an id and with providers that no other one has
 * @throws MortiseError `duplicate`, naming both sources; `missing_dependency`; `dependency_cycle`
 * @example
 * ```ts
 * import { createCatalog } from '@mortise/registry';
 *
 * const manifest = { id: 'demo.empty', version: '1.0.0', provides: {} };
 * const catalog = createCatalog([{ manifest, code: { activate: () => ({}) } }]);
 * console.log(catalog.has('demo.empty')); // true
 * ```
 */
declare const createCatalog: <L extends Plugin = never>(plugins: Iterable<L>) => Catalog<ProvidersOf<L>, ServicesOf<L>>;

/** The names that `P` has of the contract `Id`. */
type NameOf<P extends string, Id extends string> = P extends `${Id}/${infer Name}` ? Name : never;
/** Each service as the object itself, or as a function that makes one for a plugin. */
type Services<S> = {
    readonly [K in keyof S]: S[K] | ServiceFactory<NonNullable<S[K]>>;
};
/** There may be more services than a profile needs, because one main file serves all profiles. */
type AtLeast<T> = T | (T & Readonly<Record<string, unknown>>);
/** What a registry is made with. */
interface RegistryOptions<S = unknown> {
    /** The host's services by key (`log`) or by contract id (`mortise:log@1`). */
    readonly services?: AtLeast<Services<S>>;
    /** The configuration of each plugin, by plugin id; the plugin decodes it. */
    readonly config?: Readonly<Record<string, unknown>>;
}
/** Live providers of one scope: a product has one, a test or a tenant has its own. */
interface Registry<in P extends string = never> {
    /**
     * The provider of that name, which is the very object that its plugin returned. Its plugin is
     * activated at the first request, once, however many ask at the same moment.
     *
     * @throws MortiseError `connect_failed`, `configure_failed` or `activate_failed` to all who wait, and
     * the next request tries again; `registry_disposed` once the scope's end has begun
     */
    readonly get: <T, Id extends string>(contract: Contract<T, Id>, name: NameOf<P, Id>) => Promise<T>;
    /**
     * As {@link Registry.get}, for a name that comes from data.
     *
     * @throws MortiseError as `get` does, and `unknown_provider`, listing those that there are
     */
    readonly find: <T>(contract: Contract<T>, name: string) => Promise<T>;
    /**
     * Ends all plugins, the last activated first, also when one of them throws; then waits for activations
     * under way, whose `ctx.signal` has aborted, and ends those too. There is no deadline: linked-in code is
     * trusted to end. May be called again: it ends once.
     *
     * @throws MortiseError `dispose_failed` with all errors as its cause, after everything has ended
     */
    readonly dispose: () => Promise<void>;
    readonly [Symbol.asyncDispose]: () => Promise<void>;
}
interface OptionsWithServices<S> extends RegistryOptions<S> {
    readonly services: AtLeast<Services<S>>;
}
/** Makes `services` needless where no plugin of the catalog requires one. */
type OptionsFor<S> = Record<never, never> extends S ? [options?: RegistryOptions<S>] : [options: OptionsWithServices<S>];
/**
 * Opens a scope over a catalog. The caller owns it and ends it: `await using`, or `dispose()`.
 *
 * @param catalog a profile's bootstrap exports one; `createCatalog` makes one
 * @param options services and configuration; the type demands the services that the plugins require
 * @example
 * ```ts
 * import { contract } from '@mortise/core';
 * import { createCatalog, createRegistry } from '@mortise/registry';
 *
 * const Greeter = contract<{ greet(name: string): Promise<string> }>()('demo:greeter@1', '1.0.0');
 * const polite = {
 *   manifest: {
 *     id: 'demo.polite',
 *     version: '1.0.0',
 *     provides: { 'demo:greeter@1/polite': { key: 'greeter', version: '1.0.0' } },
 *   },
 *   code: { activate: () => ({ greeter: { polite: { greet: async (name: string) => `Good day, ${name}` } } }) },
 * } as const;
 *
 * const registry = createRegistry(createCatalog([polite]));
 * const greeter = await registry.find(Greeter, 'polite');
 * console.log(await greeter.greet('Ada')); // Good day, Ada
 * await registry.dispose();
 * ```
 */
declare const createRegistry: <P extends string, S>(catalog: Catalog<P, S>, ...[options]: OptionsFor<S>) => Registry<P>;

export { createCatalog, createRegistry };
export type { Catalog, NameOf, Registry, RegistryOptions, Services };
