import {
  type ContractWire,
  isMortiseError,
  type Plugin,
  type PluginContext,
  type PluginManifest,
  type Providers,
} from '@mortise/core';
import type { Connection, ConnectOptions } from '@mortise/rpc';
import type { BoundaryKind } from './boundary.ts';
import { Instance } from './instance.ts';
import { type PluginLimits, startLimitsOf } from './limits.ts';
import { contractOf, nameOf } from './provider-path.ts';
import type { Shared } from './shared.ts';
import type { Opened, Spares } from './spares.ts';
import { Supervisor } from './supervisor.ts';
import { wireFinder } from './wire-finder.ts';

/** What a host keeps its plugins with, whatever they are. */
export interface HostOptions {
  /** The wire modules of all contracts that its plugins provide and use. */
  readonly wires: readonly ContractWire[];
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

type Context = PluginContext & Record<string, unknown>;

/** What the scopes of one plugin have in common while any of them lives. */
interface Parts {
  readonly spares: Spares;
  readonly readCode: () => Promise<Uint8Array>;
}

/** A plugin in one scope. */
interface Live {
  readonly supervisor: Supervisor;
  readonly leave: () => Promise<void>;
}

/** One plugin, and what it is kept with. */
interface Isolated {
  readonly kind: BoundaryKind;
  readonly manifest: PluginManifest;
  readonly bundle: URL;
  readonly limits: PluginLimits;
  readonly shared: Shared<Parts>;
}

/**
 * The plugin that a registry activates: a supervisor for each scope that has it.
 *
 * @throws MortiseError `incompatible_contract`, `missing_wire`
 */
export const isolate = (
  { kind, manifest, bundle, limits, shared }: Isolated,
  { wires, grace = 1_000, connection = {}, onConnection }: HostOptions,
): Plugin => {
  const wireOf = wireFinder(manifest, wires);
  const startLimits = startLimitsOf(limits, kind);
  // Where it came from is often a path of the host, which a plugin need not know.
  const { source: _, ...own } = manifest;
  /** By the registry's context, since one plugin may be active in many scopes. */
  const live = new WeakMap<Context, Live>();

  const activate = async (context: Context): Promise<Providers> => {
    const uses = manifest.uses ?? [];
    const services = Object.fromEntries(uses.map(({ as }) => [as, context[as] as object]));
    const { thing, leave } = shared.join();
    const { spares, readCode } = thing;
    const supervisor = new Supervisor(
      { pluginId: manifest.id, isolation: kind.isolation },
      async (onEnding, signal) => {
        const plugin = { manifest: own, file: new URL(bundle.pathname, bundle) };
        let opened: Opened | undefined;
        const open = async (signal: AbortSignal) => {
          opened = await spares.take(startLimits, signal);
          return opened;
        };
        const { config } = context;
        const host = { wireOf, config, services, grace, connection, onConnection, onEnding };
        const start = () => Instance.start({ plugin, readCode, open, limits, ...host }, signal);
        try {
          return await start();
        } catch (error) {
          // A spare that died just when it was taken is not the plugin's failure.
          if (opened?.isSpare && hasCrashedEarly(error)) return start();
          throw error;
        }
      },
    );
    // Where the host gives up before the plugin is active, there is nothing to deactivate.
    const onAbort = () => (live.has(context) ? supervisor.abort() : void supervisor.end().catch(() => {}));
    context.signal.addEventListener('abort', onAbort, { once: true });
    // It may have given up a moment ago: then it is heard no more.
    if (context.signal.aborted) onAbort();
    try {
      await supervisor.start();
    } catch (error) {
      context.signal.removeEventListener('abort', onAbort);
      await supervisor.end();
      await leave();
      throw error;
    }
    live.set(context, { supervisor, leave });
    const providers: Record<string, Record<string, object>> = {};
    for (const [path, { key }] of Object.entries(manifest.provides)) {
      const wire = wireOf(contractOf(path));
      (providers[key] ??= {})[nameOf(path)] = supervisor.provider(path, wire);
    }
    return providers;
  };
  const deactivate = async (context: Context): Promise<void> => {
    const ended = live.get(context);
    const left = ended?.leave();
    try {
      await ended?.supervisor.end();
    } finally {
      await left;
    }
  };
  // The configuration goes to the plugin as it is: only the plugin can decode it.
  return { manifest, code: { activate, deactivate, config: (raw) => raw as undefined } };
};

/** Before its module was imported, as far as can be told. */
const hasCrashedEarly = (error: unknown): boolean =>
  isMortiseError(error) && error.code === 'plugin_crashed' && error.phase === 'load';
