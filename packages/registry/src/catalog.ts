import type { Plugin, ProvidersOf, ServicesOf } from '@mortise/core';
import { dependencyCycle, duplicate, missingDependency } from './errors.ts';

declare const types: unique symbol;

/**
 * A set of plugins, by plugin id and by the path of each provider (`era:runtime@1/wasm`); the two
 * never meet, because only a path holds a slash. A registration never changes and holds no live
 * object, so that many registries can stand on one catalog. `P` are the provider paths, `S` the
 * services that the plugins need.
 */
export interface Catalog<out P extends string = string, out S = unknown> extends ReadonlyMap<string, Plugin> {
  /** Carries types only; never there at run time. */
  readonly [types]?: { provides: P; services: S };
}

/**
 * Adds a plugin, or leaves the catalog as it was.
 *
 * @throws MortiseError `duplicate` when the plugin's id or one of its providers is there already
 */
export const addPlugin = (catalog: Map<string, Plugin>, plugin: Plugin): void => {
  const { id, provides, source = id } = plugin.manifest;
  const keys = [id, ...Object.keys(provides)];
  for (const key of keys) {
    const other = catalog.get(key)?.manifest;
    if (other) throw duplicate(key, source, other.source ?? other.id);
  }
  for (const key of keys) catalog.set(key, plugin);
};

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
export const createCatalog = <L extends Plugin = never>(
  plugins: Iterable<L>,
): Catalog<ProvidersOf<L>, ServicesOf<L>> => {
  const catalog = new Map<string, Plugin>();
  for (const plugin of plugins) addPlugin(catalog, plugin);
  checkDependencies(catalog);
  return catalog;
};

/**
 * A registry trusts its catalog here: two plugins that wait for each other would wait for ever. No
 * recursion, because a chain may be longer than the stack is deep.
 */
const checkDependencies = (catalog: ReadonlyMap<string, Plugin>): void => {
  const checked = new Set<string>();
  const open = new Set<string>();
  for (const { manifest } of catalog.values()) {
    /** The chain that is followed, each plugin with the dependencies that are left to look at. */
    const chain: { readonly id: string; readonly left: string[] }[] = [];
    const enter = (id: string): void => {
      open.add(id);
      chain.push({ id, left: [...(catalog.get(id)?.manifest.dependencies ?? [])] });
    };
    if (!checked.has(manifest.id)) enter(manifest.id);
    for (let end = chain.at(-1); end; end = chain.at(-1)) {
      const needed = end.left.shift();
      if (needed === undefined) {
        chain.pop();
        open.delete(end.id);
        checked.add(end.id);
      } else if (open.has(needed)) {
        const ids = chain.map(({ id }) => id);
        throw dependencyCycle([...ids.slice(ids.indexOf(needed)), needed]);
      } else if (!catalog.has(needed)) {
        throw missingDependency(end.id, needed);
      } else if (!checked.has(needed)) enter(needed);
    }
  }
};
