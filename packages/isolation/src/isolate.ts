import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import {
  type Artifact,
  type ContractWire,
  type Limits,
  type Loader,
  type Plugin,
  type PluginContext,
  type PluginManifest,
  type Providers,
  resolveManifest,
} from '@mortise/core';
import type { Connection, ConnectOptions } from '@mortise/rpc';
import type { BoundaryKind, IsolationLimits } from './boundary.ts';
import { incompatibleContract, missingWire } from './errors.ts';
import { contractsOf } from './guest/guest-module.ts';
import { contractOf, Instance } from './instance.ts';
import { lowestLimits } from './limits.ts';
import { readBundle } from './read-bundle.ts';
import { Spares } from './spares.ts';
import { Supervisor } from './supervisor.ts';

/** How a loader keeps its plugins. */
export interface LoaderOptions {
  /** The wire modules of all contracts that its plugins provide and use. */
  readonly wires: readonly ContractWire[];
  /** For all plugins; where a manifest names a lower one, that holds. */
  readonly limits?: Limits | undefined;
  /** How many boundaries are kept ready for each set of limits; none unless told. They end with the loader. */
  readonly spares?: number | undefined;
  /**
   * How long a plugin that was late with a call may take to answer anything at all, in milliseconds; 1,000
   * unless told. Then it is ended.
   */
  readonly grace?: number | undefined;
  /** How the host's side of each connection behaves, where no limit says otherwise; with observers. */
  readonly connection?: Pick<ConnectOptions, 'deadline' | 'idle' | 'intercept' | 'limits'> | undefined;
  /** Told of each connection as soon as its plugin is active, for whoever watches what is open. */
  readonly onConnection?: ((connection: Connection, pluginId: string) => void) | undefined;
}

/** Makes artifacts into plugins behind one kind of boundary. */
export interface IsolatedLoader extends Loader, AsyncDisposable {
  /** What it cannot keep apart on this machine, each with the reason and what to take instead. */
  readonly unsupported: Readonly<Record<string, string>>;
  /**
   * Starts the spares for plugins with these limits.
   *
   * @returns once they are ready
   * @throws MortiseError why one cannot be started
   */
  prepare(limits?: Limits): Promise<void>;
}

/** A plugin that a profile's bootstrap names. */
export interface IsolatedPlugin {
  readonly manifest: PluginManifest;
  /** The file that a build made of the plugin, with its hash: `…/era.native.js#sha256=…`. */
  readonly bundle: URL;
  /** The profile's and the manifest's, the lower of each. */
  readonly limits?: Limits | undefined;
}

/**
 * A loader behind one kind of boundary.
 *
 * @param kind how boundaries are started
 * @param options the wire modules, limits and spares
 */
export const createIsolatedLoader = (kind: BoundaryKind, options: LoaderOptions): IsolatedLoader => {
  const spares = new Spares(kind, options.spares ?? 0);
  const prepare = (limits?: Limits) => spares.prepare(lowestLimits(options.limits, limits));
  return {
    isolation: kind.isolation,
    unsupported: kind.unsupported,
    load: (artifact) => {
      const { manifest } = artifact;
      const limits = lowestLimits(options.limits, manifest.limits);
      return isolate(resolveManifest(manifest, artifact), fileOf(artifact), limits, spares, options);
    },
    prepare,
    [Symbol.asyncDispose]: () => spares.end(),
  };
};

/**
 * The plugin of a profile's bootstrap, behind one kind of boundary. Nothing is read or started before a
 * registry activates it.
 */
export const isolatePlugin = (
  kind: BoundaryKind,
  { manifest, bundle, limits }: IsolatedPlugin,
  options: LoaderOptions,
): Plugin => {
  const spares = new Spares(kind, 0);
  return isolate(manifest, bundle, lowestLimits(options.limits, limits), spares, options);
};

const fileOf = ({ directory, main, files }: Artifact): URL => {
  const url = pathToFileURL(resolve(directory, main));
  url.hash = `sha256=${files[main]}`;
  return url;
};

type Context = PluginContext & Record<string, unknown>;

const isolate = (
  manifest: PluginManifest,
  bundle: URL,
  limits: IsolationLimits,
  spares: Spares,
  { wires, grace = 1_000, connection = {}, onConnection }: LoaderOptions,
): Plugin => {
  const wireOf = wireFinder(manifest, wires);
  // Where it came from is often a path of the host, which a plugin need not know.
  const { source: _, ...own } = manifest;
  /** By the registry's context, since one plugin may be active in many scopes. */
  const live = new WeakMap<Context, Supervisor>();

  const activate = async (context: Context): Promise<Providers> => {
    const uses = manifest.uses ?? [];
    const services = Object.fromEntries(uses.map(({ as }) => [as, context[as] as object]));
    const supervisor = new Supervisor(manifest.id, async (onEnding, signal) => {
      const plugin = { manifest: own, file: new URL(bundle.pathname, bundle) };
      const readCode = () => readBundle(manifest.id, bundle);
      const open = (signal: AbortSignal) => spares.take(limits, signal);
      const { config } = context;
      const host = { wireOf, config, services, grace, connection, onConnection, onEnding };
      return Instance.start({ plugin, readCode, open, limits, ...host }, signal);
    });
    // Where the host gives up before the plugin is active, there is nothing to deactivate.
    const onAbort = () => (live.has(context) ? supervisor.abort() : void supervisor.end().catch(() => {}));
    context.signal.addEventListener('abort', onAbort, { once: true });
    try {
      await supervisor.start();
    } catch (error) {
      context.signal.removeEventListener('abort', onAbort);
      await supervisor.end();
      throw error;
    }
    live.set(context, supervisor);
    const providers: Record<string, Record<string, object>> = {};
    for (const [path, { key }] of Object.entries(manifest.provides)) {
      const wire = wireOf(contractOf(path));
      (providers[key] ??= {})[path.slice(path.indexOf('/') + 1)] = supervisor.provider(path, wire);
    }
    return providers;
  };
  const deactivate = async (context: Context): Promise<void> => {
    await live.get(context)?.end();
  };
  // The configuration goes to the plugin as it is: only the plugin can decode it.
  return { manifest, code: { activate, deactivate, config: (raw) => raw as undefined } };
};

const wireFinder = (manifest: PluginManifest, wires: readonly ContractWire[]) => {
  const found = new Map<string, ContractWire>();
  for (const contract of contractsOf(manifest)) {
    const wire = wires.find(({ id }) => id === contract);
    if (!wire) throw lacking(manifest.id, contract, wires);
    found.set(contract, wire);
  }
  return (contract: string): ContractWire => found.get(contract) as ContractWire;
};

/** Whether the host has another major of a contract, or nothing of it. */
const lacking = (pluginId: string, contract: string, wires: readonly ContractWire[]) => {
  const name = contract.slice(0, contract.indexOf('@') + 1);
  const others = wires.filter(({ id }) => id.startsWith(name)).map(({ id }) => id);
  if (others.length > 0) return incompatibleContract(pluginId, contract, others);
  return missingWire(
    pluginId,
    contract,
    wires.map(({ id }) => id),
  );
};
