import type { Contract, ContractId, Plugin, ProviderPath, ServiceFactory } from '@mortise/core';
import { activate, type Given, type Instance } from './activate.ts';
import type { Catalog } from './catalog.ts';
import { disposeFailed, registryDisposed, unknownProvider } from './errors.ts';

/** The names that `P` has of the contract `Id`. */
export type NameOf<P extends string, Id extends string> = P extends `${Id}/${infer Name}` ? Name : never;

/** Each service as the object itself, or as a function that makes one for a plugin. */
export type Services<S> = { readonly [K in keyof S]: S[K] | ServiceFactory<NonNullable<S[K]>> };

/** There may be more services than a profile needs, because one main file serves all profiles. */
type AtLeast<T> = T | (T & Readonly<Record<string, unknown>>);

/** What a registry is made with. */
export interface RegistryOptions<S = unknown> {
  /** The host's services by key (`log`) or by contract id (`mortise:log@1`). */
  readonly services?: AtLeast<Services<S>>;
  /** The configuration of each plugin, by plugin id; the plugin decodes it. */
  readonly config?: Readonly<Record<string, unknown>>;
}

/** Live providers of one scope: a product has one, a test or a tenant has its own. */
export interface Registry<in P extends string = never> {
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
type OptionsFor<S> =
  Record<never, never> extends S ? [options?: RegistryOptions<S>] : [options: OptionsWithServices<S>];

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
  ...[options = {} as OptionsWithServices<S>]: OptionsFor<S>
): Registry<P> => {
  /** By contract id, then by provider name. */
  const live = new Map<string, Map<string, Promise<never>>>();
  /** By plugin id. */
  const started = new Map<string, Promise<Instance>>();
  /** In the order in which they became active, dependencies before those that need them. */
  const active: Instance[] = [];
  /** By plugin id; one for each, because Node warns of a leak where one signal has eleven listeners. */
  const ends = new Map<string, AbortController>();
  let ended: Promise<void> | undefined;

  // A profile or `createCatalog` has seen to it that all dependencies are there and none goes in a circle.
  const start = (id: string): Promise<Instance> =>
    once(started, id, () => {
      const plugin = catalog.get(id) as Plugin;
      const dependencies = (plugin.manifest.dependencies ?? []).map(start);
      const end = new AbortController();
      ends.set(id, end);
      return activate(plugin, options as Given, end.signal, dependencies).then(
        (instance) => {
          active.push(instance);
          return instance;
        },
        (error) => {
          // What it began before it failed ends too.
          end.abort(error);
          throw error;
        },
      );
    });

  const provide = async (id: string, name: string): Promise<never> => {
    const path: ProviderPath = `${id as ContractId}/${name}`;
    const manifest = catalog.get(path)?.manifest;
    if (ended) throw registryDisposed();
    if (!manifest) {
      throw unknownProvider(
        path,
        [...catalog.keys()].filter((key) => key.startsWith(`${id}/`)),
      );
    }
    const { providers } = await start(manifest.id);
    if (ended) throw registryDisposed();
    return providers[manifest.provides[path]!.key]?.[name] as never;
  };

  // Not an async function: a second request costs two look-ups and no new promise.
  const get = <T>({ id }: Contract<T>, name: string): Promise<T> => {
    let names = live.get(id);
    if (!names) live.set(id, (names = new Map()));
    return names.get(name) ?? once(names, name, () => provide(id, name));
  };

  const endAll = async (): Promise<void> => {
    const errors: unknown[] = [];
    // What is still starting comes last, so that an activation that hangs keeps nobody else alive.
    for (const awaited of [[], started.values()]) {
      await Promise.allSettled(awaited);
      for (let instance = active.pop(); instance; instance = active.pop()) {
        await instance.end().catch((error) => errors.push(error));
      }
    }
    if (errors.length) throw disposeFailed(errors);
  };

  const dispose = (): Promise<void> => {
    ended ??= endAll();
    live.clear();
    // Behind the assignment, because a listener may call this too.
    for (const end of ends.values()) end.abort(registryDisposed());
    return ended;
  };

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
