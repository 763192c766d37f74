import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { readArtifact } from '@mortise/artifact';
import {
  type Artifact,
  type Loader,
  type Plugin,
  type PluginCode,
  type Providers,
  resolveManifest,
} from '@mortise/core';
import { importFailed, missingProvider, notAPlugin, otherPlugin, tampered } from './errors.ts';

/** Isolation `none`: the plugin runs in the caller's process with all its rights, for code that is trusted. */
export const inProcessLoader: Loader = {
  isolation: 'none',
  load: (artifact) => {
    const manifest = resolveManifest(artifact.manifest, artifact);
    const live = new Map<object, PluginCode>();
    return {
      manifest,
      code: {
        // The registry hands over what the host configured; only the plugin can decode it.
        config: (raw) => raw,
        activate: async (context: { config: unknown }) => {
          const code = await importCode(artifact);
          context.config = code.config?.(context.config);
          const providers = await code.activate(context as never);
          checkProviders(artifact, manifest, providers);
          live.set(context, code);
          return providers;
        },
        deactivate: async (context: object) => {
          await live.get(context)?.deactivate?.(context as never);
          live.delete(context);
        },
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
 * @throws MortiseError what `readArtifact` throws; at activation `import_failed`, `not_a_plugin`,
 *   `missing_provider`, `tampered`
 */
export const loadInProcess = (directory: string): Plugin => inProcessLoader.load(readArtifact(directory));

const importCode = async (artifact: Artifact): Promise<PluginCode> => {
  const { manifest, main } = artifact;
  await checkHashes(artifact);
  let plugin: Partial<Plugin & PluginCode> | undefined;
  try {
    plugin = (await import(pathToFileURL(main).href)).default;
  } catch (cause) {
    throw importFailed(artifact, cause);
  }
  // Generated code wraps the author's code with its manifest; plain JavaScript exports the code as it is.
  const id = plugin?.manifest?.id ?? manifest.id;
  if (id !== manifest.id) throw otherPlugin(artifact, id);
  const code = plugin?.code ?? plugin;
  if (typeof code?.activate !== 'function') throw notAPlugin(artifact);
  return code as PluginCode;
};

const checkHashes = async (artifact: Artifact): Promise<void> => {
  for (const [file, expected] of Object.entries(artifact.files)) {
    const found = createHash('sha256')
      .update(await readFile(join(artifact.directory, file)))
      .digest('hex');
    if (found !== expected) throw tampered(artifact, file, found, expected);
  }
};

/** TypeScript authors are told by the compiler; others here. */
const checkProviders = (artifact: Artifact, { provides }: Plugin['manifest'], providers: Providers): void => {
  for (const [path, { key }] of Object.entries(provides)) {
    const name = path.slice(path.indexOf('/') + 1);
    if (!providers?.[key]?.[name]) throw missingProvider(artifact, path, `${key}.${name}`);
  }
};
