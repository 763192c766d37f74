import type { Contract, Plugin, ProviderPath, ServiceFactory } from '@mortise/core';
import { activate, type Instance } from './activate.ts';
import type { Catalog } from './catalog.ts';
import { disposeFailed, registryDisposed, unknownProvider } from './errors.ts';

/** The names that `P` has of the contract `Id`. */
export type NameOf<P extends string, Id extends string> = P extends `${Id}/${infer Name}` ? Name : never;

/** Each service as the object itself, or as a function that makes one for a plugin. */
export type Services<S> = { readonly [K in keyof S]: S[K] | ServiceFactory<NonNullable<S[K]>> };

/** What a registry is made with. */
export interface RegistryOptions<S = unknown> {
  /** The host's services by key (`log`) or by contract id (`mortise:log@1`). */
  readonly services?: Services<S>;
  /** The configuration of each plugin, by plugin id; the plugin decodes it. */
  readonly config?: Readonly<Record<string, unknown>>;
}

/** Live providers of one scope: a product has one, a test or a tenant has its own. */
export interface Registry<in P extends string = never> {
  /**
   * The provider of that name, which is the very object that its plugin returned. Its plugin is
   * activated at the first request, once, however many ask at the same moment.
   *
   * @throws MortiseError `connect_failed` or `activate_failed` to all who wait; the next request tries again
   */
  readonly get: <T, Id extends string>(contract: Contract<T, Id>, name: NameOf<P, Id>) => Promise<T>;
  /**
   * As {@link Registry.get}, for a name that comes from data.
   *
   * @throws MortiseError `unknown_provider`, listing the names that there are
   */
  readonly find: <T>(contract: Contract<T>, name: string) => Promise<T>;
  /**
   * Ends all plugins, the last activated first, also when one of them throws; waits for activations
   * under way, whose `ctx.signal` aborts. May be called again: it ends once.
   *
   * @throws MortiseError `dispose_failed` with all errors as its cause, after everything has ended
   */
  readonly dispose: () => Promise<void>;
  readonly [Symbol.asyncDispose]: () => Promise<void>;
}

/** Makes `services` needless where no plugin of the catalog requires one. */
type OptionsFor<S> = Record<never, never> extends S ? [options?: RegistryOptions<S>] : [options: RegistryOptions<S> & { services: Services<S> }];

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
export const createRegistry = <P extends string, S>(
  catalog: Catalog<P, S>,
  ...[options = {} as RegistryOptions<S>]: OptionsFor<S>
): Registry<P> => {
  /** By contract id, then by name. */
  const live = new Map<string, Map<string, Promise<never>>>();
  /** By plugin id, dependencies before those that need them. */
  const started = new Map<string, Promise<Instance>>();
  const end = new AbortController();
  let ended: Promise<void> | undefined;

  const start = (id: string): Promise<Instance> =>
    once(started, id, () => {
      const plugin = catalog.get(id) as Plugin;
      const dependencies = (plugin.manifest.dependencies ?? []).map(start);
      return activate(plugin, options as RegistryOptions<Record<string, unknown>>, end.signal, dependencies);
    });

  const provide = async (id: string, name: string): Promise<never> => {
    const path = `${id}/${name}` as const;
    const manifest = catalog.get(path)?.manifest;
    end.signal.throwIfAborted();
    if (!manifest) {
      throw unknownProvider(
        path,
        [...catalog.keys()].filter((key) => key.startsWith(id)),
      );
    }
    const { providers } = await start(manifest.id);
    return providers[manifest.provides[path as ProviderPath]?.key as string]?.[name] as never;
  };

  // Not an async function: a second request costs two look-ups and no new promise.
  const get = <T>({ id }: Contract<T>, name: string): Promise<T> => {
    let names = live.get(id);
    if (!names) live.set(id, (names = new Map()));
    return names.get(name) ?? once(names, name, () => provide(id, name));
  };

  const endAll = async (): Promise<void> => {
    const errors: unknown[] = [];
    live.clear();
    end.abort(registryDisposed());
    for (const instance of [...started.values()].reverse()) {
      // A start that failed has been reported to those who waited for it.
      await instance.then(
        ({ end }) => end().catch((error) => errors.push(error)),
        () => {},
      );
    }
    if (errors.length) throw disposeFailed(errors);
  };
  const dispose = () => (ended ??= endAll());

  return { get, find: get, dispose, [Symbol.asyncDispose]: dispose };
};

/** One promise a key, however many ask; one that rejects is taken out, so that it can be tried again. */
const once = <T>(promises: Map<string, Promise<T>>, key: string, make: () => Promise<T>): Promise<T> => {
  let promise = promises.get(key);
  if (!promise) {
    promises.set(key, (promise = make()));
    promise.catch(() => promises.delete(key));
  }
  return promise;
};
