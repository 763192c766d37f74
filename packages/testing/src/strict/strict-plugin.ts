import type { ContractWire, Plugin, PluginManifest, Providers } from '@mortise/core';
import { missingWire } from '../errors.ts';
import { type Strict, type StrictOptions, strict } from './strict.ts';

/** What a strict plugin needs beside itself. */
export interface StrictPluginOptions extends StrictOptions {
  /** The wire modules of all contracts that the plugin provides and uses. */
  readonly wires: readonly ContractWire[];
}

type Context = Record<string, unknown>;

/**
 * A plugin as if it stood behind a boundary: calls of its providers, and its own calls of services, are
 * encoded, checked and decoded on their way. A registry takes it like the plugin itself.
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
    return { key, name, wire: find(contract) };
  });
  /** By the context that the registry hands in, since one plugin may be active in many scopes. */
  const live = new Map<Context, { readonly context: Context; readonly open: readonly Strict<object>[] }>();
  const close = async (open: readonly Strict<object>[]): Promise<void> => {
    for (const one of open) await one.close();
  };

  const activate = async (given: Context): Promise<Providers> => {
    const open: Strict<object>[] = [];
    const behind = async (wire: ContractWire, object: object): Promise<object> => {
      const one = await strict(wire, object, options);
      open.push(one);
      return one.object;
    };
    try {
      const context = { ...given };
      for (const { as, wire } of uses) {
        if (given[as]) context[as] = await behind(wire, given[as] as object);
      }
      const provided = await code.activate(context);
      const providers: Record<string, Record<string, object>> = {};
      for (const { key, name, wire } of provides) {
        const object = provided?.[key]?.[name];
        if (object) (providers[key] ??= {})[name] = await behind(wire, object as object);
      }
      live.set(given, { context, open });
      return providers as Providers;
    } catch (error) {
      await close(open);
      throw error;
    }
  };
  const deactivate = async (given: Context): Promise<void> => {
    const { context, open } = live.get(given) ?? { context: given, open: [] };
    live.delete(given);
    try {
      await code.deactivate?.(context);
    } finally {
      await close(open);
    }
  };
  return { ...plugin, code: { ...code, activate, deactivate } };
};

const wireFinder =
  ({ id }: PluginManifest, wires: readonly ContractWire[]) =>
  (contract: string): ContractWire => {
    const found = wires.find((wire) => wire.id === contract);
    if (!found) throw missingWire(id, contract);
    return found;
  };
