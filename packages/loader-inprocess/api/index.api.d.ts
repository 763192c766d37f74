import { Loader, Plugin } from '@mortise/core';

/**
 * Isolation `none`: the plugin runs in the caller's process with all its rights, for code that is
 * trusted. `load` reads and runs nothing; the code is checked against the artifact's hashes and
 * imported at each activation. Nothing has to be ended but the registry. A module that has been
 * imported stays in memory until the process ends.
 *
 * `load` throws `invalid_manifest`; what goes wrong at activation is the `cause` of the registry's
 * `activate_failed`: `configure_failed`, `import_failed`, `missing_provider`, `not_a_plugin`,
 * `other_plugin`, `tampered`, or the plugin's own error.
 */
declare const inProcessLoader: Loader;
/**
 * Loads a plugin from its folder into this process. The manifest is read and checked now; the code
 * is imported when a registry activates the plugin.
 *
 * @param directory the folder that holds plugin.json
 * @returns a plugin for `createCatalog`
 * @throws MortiseError what `readArtifact` throws; at activation what {@link inProcessLoader} says
 * @example
 * ```ts
 * import { writeFileSync } from 'node:fs';
 * import { loadInProcess } from '@mortise/loader-inprocess';
 *
 * writeFileSync('plugin.json', '{ "manifest": 1, "id": "demo.hello", "version": "1.0.0", "provides": {} }');
 * writeFileSync('index.js', 'export default { activate: () => ({}) };');
 * console.log(loadInProcess('.').manifest.id); // demo.hello
 * ```
 */
declare const loadInProcess: (directory: string) => Plugin;

export { inProcessLoader, loadInProcess };
