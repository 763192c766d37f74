import type { ContractId } from './contract.ts';

/** A provider's place in a catalog: the contract it fills, then its name, as in `era:runtime@1/wasm`. */
export type ProviderPath = `${ContractId}/${string}`;

/** What a manifest says of one provider. */
export interface ProviderEntry {
  /** Under which key `activate` returns it: `runtime` in `{ runtime: { wasm } }`. */
  readonly key: string;
  /** The contract's full version that the plugin was written against. */
  readonly version: string;
  readonly capabilities?: readonly string[];
}

/** One host service that a plugin asks for. */
export interface UseEntry {
  readonly contract: ContractId;
  /** Under which name the host hands it in; the contract's id is understood too. */
  readonly key: string;
  /** Under which name the plugin finds it in its context. */
  readonly as: string;
  readonly optional?: boolean;
  /** What the plugin asks to be granted; the host's service decides what it gives. */
  readonly grant?: Readonly<Record<string, unknown>>;
}

/** What is known of a plugin without running it: its plugin.json, resolved to what a registry needs. */
export interface PluginManifest {
  /** Lower case, dotted: `era.wasm`. */
  readonly id: string;
  readonly version: string;
  /** Who brought it, for messages: a package's name or a path. */
  readonly source?: string;
  /** By the provider's path, so that nothing has to be parsed at run time. */
  readonly provides: Readonly<Record<ProviderPath, ProviderEntry>>;
  readonly uses?: readonly UseEntry[];
  /** Ids of the plugins that are activated before this one and ended after it. */
  readonly dependencies?: readonly string[];
}

/** What every plugin finds in its context, beside the services that its manifest names. */
export interface PluginContext {
  readonly id: string;
  readonly version: string;
  /** Aborts when the end of the scope begins. */
  readonly signal: AbortSignal;
}

/** Providers as `activate` returns them: by the contract's key, then by the provider's name. */
export type Providers = Readonly<Record<string, Readonly<Record<string, object>>>>;

/**
 * The code of a plugin. The registry that activates it owns its life, which runs once per scope:
 *
 * 1. `config` decodes what the host configured; a throw ends the activation.
 * 2. `activate` is called once, lazily, with all required services present.
 * 3. The providers serve calls.
 * 4. At the scope's end `ctx.signal` aborts, then `deactivate` is called once; services still work in it.
 * 5. All services are revoked, also where the plugin has kept them.
 *
 * When `activate` rejects, it has cleaned up after itself: `deactivate` is not called, the services
 * are revoked, and the next request activates anew. When it returns less than the manifest promises,
 * `deactivate` is called at once, because what was returned is live.
 */
export interface PluginCode<Context = PluginContext, Provided = Providers, Config = undefined> {
  /** Decodes the host's configuration (`undefined` where it gave none); throws what a person can act on. */
  config?(raw: unknown): Config;
  /** @param ctx the plugin's services, and `config` as the plugin decoded it */
  activate(ctx: Context & { readonly config: Config }): Promise<Provided> | Provided;
  /** @param ctx the very context that `activate` got, since one plugin may be active in many scopes */
  deactivate?(ctx: Context & { readonly config: Config }): Promise<void> | void;
  /** Hands over state to a newer version of the plugin. For hosts that swap plugins; a registry does not call it. */
  exportState?(): Promise<unknown>;
  /** Takes over the state of `fromVersion` before the first call. For the same hosts. */
  importState?(state: unknown, fromVersion: string): Promise<void>;
}

declare const types: unique symbol;

/**
 * A plugin as a catalog holds it: its manifest and its code. `P` are its providers'
 * paths, `S` the services that it needs, by the host's key.
 */
export interface Plugin<out P extends string = string, out S = unknown> {
  readonly manifest: PluginManifest;
  // biome-ignore lint/suspicious/noExplicitAny: each plugin's code has its own context; the manifest decides what that holds
  readonly code: PluginCode<any, Providers, any>;
  /** Carries types only; never there at run time. */
  readonly [types]?: { provides: P; services: S };
}

/** Refuses what `P` does not name, which TypeScript lets pass in the result of an async function. */
export type Exact<R, P> = {
  [K in keyof R]: K extends keyof P ? { [N in keyof R[K]]: N extends keyof P[K] ? R[K][N] : never } : never;
};

/** The provider paths of a plugin or of a union of plugins. */
export type ProvidersOf<L> = L extends Plugin<infer P, unknown> ? P : never;

/** The services that a plugin needs; for a union of plugins, what they need together. */
export type ServicesOf<L> = (L extends Plugin<string, infer S> ? (needed: S) => void : never) extends (
  needed: infer All,
) => void
  ? All
  : never;

/** Who asks for a service. */
export interface ServiceUser {
  readonly id: string;
  readonly version: string;
  /** What the plugin's manifest asks to be granted. */
  readonly grant?: Readonly<Record<string, unknown>> | undefined;
  /** Aborts when the plugin's end begins: what the service still does for it can stop. */
  readonly signal?: AbortSignal | undefined;
}

/**
 * Makes a service for one plugin: a logger with its name, a storage of its own. A host hands in
 * either the service itself or such a function.
 */
export type ServiceFactory<T> = (user: ServiceUser) => T | Promise<T>;
