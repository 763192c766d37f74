import type { ContractWire, Plugin, PluginManifest, Providers } from '@mortise/core';
import { type Connection, provide } from '@mortise/rpc';
import { missingWire } from '../errors.ts';
import { openPair, type Pair } from './pair.ts';
import type { StrictOptions } from './strict.ts';

/** What a strict plugin needs beside itself. */
export interface StrictPluginOptions extends StrictOptions {
  /** The wire modules of all contracts that the plugin provides and uses. */
  readonly wires: readonly ContractWire[];
}

type Context = Record<string, unknown>;

/** One activation of a plugin. */
interface Live extends Pair {
  /** The plugin's own context, in which the services are stubs. */
  readonly context: Context;
}

/**
 * A plugin as if it stood behind a boundary: calls of its providers, and its own calls of services, are
 * encoded, checked and decoded on their way. Each activation has one connection, so that the order of
 * calls, limits and objects that go home are those of a real boundary. A registry takes it like the plugin
 * itself.
 *
 * @param plugin any plugin, usually the default export of its package
 * @returns a plugin of the same manifest. What it opens ends when the registry deactivates it
 * @throws MortiseError `missing_wire` where a contract's wire module is not among `wires`
 */
export const strictPlugin = <P extends Plugin>(plugin: P, { wires, ...options }: StrictPluginOptions): P => {
  const { manifest, code } = plugin;
  const find = wireFinder(manifest, wires);
  const uses = (manifest.uses ?? []).map(({ contract, as }) => ({ as, wire: find(contract) }));
  const provides = Object.entries(manifest.provides).map(([path, { key }]) => {
    const [contract = '', name = ''] = path.split('/');
    return { path, key, name, wire: find(contract) };
  });
  /** By the context that the registry hands in, since one plugin may be active in many scopes. */
  const live = new Map<Context, Live>();

  const activate = async (given: Context): Promise<Providers> => {
    let provided: Providers | undefined;
    const used = uses.filter(({ as }) => given[as]);
    const pair = await openPair(
      options,
      Object.fromEntries(used.map(({ as, wire }) => [as, provide(wire, given[as] as object)])),
      // Each side says hello, and with it what it offers, before the plugin is activated.
      Object.fromEntries(
        provides.map(({ path, key, name, wire }) => [
          path,
          {
            wire,
            get object() {
              return provided?.[key]?.[name] ?? {};
            },
          },
        ]),
      ),
    );
    try {
      const context = { ...given, ...stubs(pair.far, used) };
      provided = await code.activate(context);
      const providers: Record<string, Record<string, object>> = {};
      for (const { path, key, name, wire } of provides) {
        // What is missing is missing here too: the registry says so.
        if (provided?.[key]?.[name]) (providers[key] ??= {})[name] = pair.near.get(wire, path);
      }
      live.set(given, { ...pair, context });
      return providers;
    } catch (error) {
      await pair.close();
      throw error;
    }
  };
  const deactivate = async (given: Context): Promise<void> => {
    const { context = given, close } = live.get(given) ?? {};
    live.delete(given);
    try {
      await code.deactivate?.(context);
    } finally {
      await close?.();
    }
  };
  return { ...plugin, code: { ...code, activate, deactivate } };
};

const stubs = (far: Connection, used: readonly { as: string; wire: ContractWire }[]): Context =>
  Object.fromEntries(used.map(({ as, wire }) => [as, far.get(wire, as)]));

const wireFinder =
  ({ id }: PluginManifest, wires: readonly ContractWire[]) =>
  (contract: string): ContractWire => {
    const found = wires.find((wire) => wire.id === contract);
    if (!found) throw missingWire(id, contract);
    return found;
  };
