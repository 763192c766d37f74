import { Plugin } from '@mortise/core';

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
 * Registers a plugin in the process-wide catalog. A plugin's `./register` module calls it; nothing of
 * the plugin runs. What a profile checks when it is built (that dependencies are there, that names are
 * none of `Object.prototype`'s) is not checked again; `createCatalog` is for plugins that no profile names.
 *
 * @throws MortiseError `duplicate`, naming both sources
 */
declare const register: (plugin: Plugin) => void;
/**
 * The process-wide catalog. A generated bootstrap exports it behind its blank imports, with the type
 * of what its profile names.
 */
declare const catalog: Catalog;

export { catalog, register };
