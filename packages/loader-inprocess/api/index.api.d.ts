import { Loader, Plugin } from '@mortise/core';

/** Isolation `none`: the plugin runs in the caller's process with all its rights, for code that is trusted. */
declare const inProcessLoader: Loader;
/**
 * Loads a plugin from its folder into this process. The manifest is read and checked now; the code
 * is imported when a registry activates the plugin.
 *
 * @param directory the folder that holds plugin.json
 * @returns a plugin for `createCatalog`
 * @throws MortiseError what `readArtifact` throws; at activation `import_failed`, `not_a_plugin`,
 *   `missing_provider`, `tampered`
 */
declare const loadInProcess: (directory: string) => Plugin;

export { inProcessLoader, loadInProcess };
