import { contract, type Plugin, type PluginCode, type PluginManifest } from '@mortise/core';
import type { Catalog } from '../src/catalog.ts';
import { createRegistry, type Registry, type RegistryOptions } from '../src/registry.ts';

export interface Thing {
  call(): Promise<string>;
}
export const Thing = contract<Thing>()('demo:thing@1', '1.0.0');

// biome-ignore lint/suspicious/noExplicitAny: a test takes whatever context it has asked for
type Code = PluginCode<any, any, any>;

/**
 * A plugin that provides one `Thing` under its own id.
 *
 * @param id of the plugin, and name of its provider
 * @param code what differs from an `activate` which returns that provider
 * @param manifest what differs from a manifest that declares it
 */
export const fakePlugin = (
  id: string,
  code: Partial<Code> = {},
  manifest: Partial<PluginManifest> = {},
): Plugin => ({
  manifest: {
    id,
    version: '1.0.0',
    provides: { [`demo:thing@1/${id}`]: { key: 'thing', version: '1.0.0' } },
    ...manifest,
  },
  code: { activate: () => ({ thing: { [id]: { call: async () => id } } }), ...code },
});

/** The manifest of a plugin that uses one service. */
export const uses = (name: string, more: { optional?: boolean; grant?: Record<string, unknown> } = {}) =>
  ({ uses: [{ contract: `demo:${name}@1`, key: name, as: name, ...more }] }) as const;

/** A registry as plain JavaScript makes it: no type looks at names, services and configuration. */
export const openRegistry = (
  catalog: Catalog,
  options?: RegistryOptions<Record<string, unknown>>,
): Registry<`demo:thing@1/${string}`> =>
  createRegistry(catalog as Catalog<`demo:thing@1/${string}`, Record<string, unknown>>, options);

/** A promise to settle from outside, so that no test has to sleep. */
export const deferred = <T = void>() => {
  let settle!: { resolve(value: T): void; reject(error: unknown): void };
  const promise = new Promise<T>((resolve, reject) => {
    settle = { resolve, reject };
  });
  return { promise, ...settle };
};

/** What a promise rejects with; fails where it does not. */
export const rejection = async (promise: Promise<unknown>): Promise<unknown> => {
  try {
    await promise;
  } catch (error) {
    return error;
  }
  throw new Error('It did not reject');
};
