import { resolve } from 'node:path';
import type { Artifact, PluginCode } from '@mortise/core';
import { checkHashes } from './check-hashes.ts';
import { importFailed, notAPlugin, otherPlugin } from './errors.ts';
import { importFresh } from './import-fresh.ts';

/**
 * Checks an artifact's files, imports its module and finds the plugin's code in it.
 *
 * @throws MortiseError `tampered`, `import_failed`, `other_plugin`, `not_a_plugin`
 */
export const importCode = async (artifact: Artifact): Promise<PluginCode> => {
  const { manifest, directory } = artifact;
  const main = resolve(directory, artifact.main);
  const sha256 = await checkHashes(artifact);
  let exported: unknown;
  try {
    exported = defaultOf(await importFresh(main, sha256));
  } catch (cause) {
    throw importFailed(artifact, main, cause);
  }
  // Generated code wraps the author's code with its manifest; plain JavaScript exports the code as it is.
  const { manifest: own, code = exported } = (exported ?? {}) as Exported;
  const id = own?.id ?? manifest.id;
  if (id !== manifest.id) throw otherPlugin(artifact, main, id);
  if (!isCode(code)) throw notAPlugin(artifact, main, describe(exported));
  return code;
};

interface Exported {
  readonly manifest?: { readonly id?: string };
  readonly code?: unknown;
}

/** TypeScript that was compiled to CommonJS arrives with its default export in a second one. */
const defaultOf = (module: { readonly default?: unknown }): unknown => {
  const inner = module.default as { readonly __esModule?: boolean; readonly default?: unknown } | undefined;
  return inner?.__esModule ? inner.default : inner;
};

const isCode = (value: unknown): value is PluginCode =>
  typeof (value as Partial<PluginCode> | null | undefined)?.activate === 'function';

const describe = (exported: unknown): string => {
  if (exported === undefined) return 'nothing by default';
  if (exported === null || typeof exported !== 'object') return `a default of type '${typeof exported}'`;
  return `an object with the keys [${Object.keys(exported).join(', ')}] by default`;
};
