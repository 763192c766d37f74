import type { Plugin } from '@mortise/core';
import { addPlugin, type Catalog } from './catalog.ts';

// The number is the version of the catalog's shape: copies of this package that agree on it share one.
const key = Symbol.for('mortise.catalog.1');
const global = ((globalThis as { [key]?: Map<string, Plugin> })[key] ??= new Map());

/**
 * Registers a plugin in the process-wide catalog. A plugin's `./register` module calls it; nothing of
 * the plugin runs. What a profile checks when it is built (that dependencies are there, that names are
 * none of `Object.prototype`'s) is not checked again; `createCatalog` is for plugins that no profile names.
 *
 * @throws MortiseError `duplicate`, naming both sources
 */
export const register = (plugin: Plugin): void => addPlugin(global, plugin);

/**
 * The process-wide catalog. A generated bootstrap exports it behind its blank imports, with the type
 * of what its profile names.
 */
export const catalog: Catalog = global;
