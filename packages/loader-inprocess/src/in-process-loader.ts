import { readArtifact } from '@mortise/artifact';
import {
  type Artifact,
  type Loader,
  type Plugin,
  type PluginCode,
  type PluginContext,
  resolveManifest,
} from '@mortise/core';
import { Activation } from './activation.ts';
import { configureFailed } from './errors.ts';
import { importCode } from './import-code.ts';

/** As the registry makes it: `config` is not decoded yet. */
type Context = PluginContext & { readonly config: unknown };

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
export const inProcessLoader: Loader = {
  isolation: 'none',
  load: (artifact) => {
    const manifest = resolveManifest(artifact.manifest, artifact);
    /** By the registry's context, since one plugin may be active in many scopes. */
    const live = new WeakMap<Context, Activation>();
    return {
      manifest,
      code: {
        activate: async (context: Context) => {
          const code = await importCode(artifact);
          const activation = new Activation(code, {
            ...context,
            config: await decode(artifact, code, context),
          });
          const providers = await activation.begin(artifact, manifest);
          live.set(context, activation);
          return providers;
        },
        // The registry hands over what the host configured; only the plugin can decode it.
        config: (raw) => raw,
        deactivate: (context: Context) => live.get(context)?.end(),
      },
    };
  },
};

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
export const loadInProcess = (directory: string): Plugin => inProcessLoader.load(readArtifact(directory));

const decode = async (artifact: Artifact, code: PluginCode, { config }: Context): Promise<undefined> => {
  try {
    return await code.config?.(config);
  } catch (cause) {
    throw configureFailed(artifact, cause);
  }
};
