import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Boundary, PlannedPlugin } from '@mortise/profile';
import type { BuildFailure, BuildOptions, Metafile } from 'esbuild';
import { type Asset, assetPlugin } from './assets.ts';
import { buildAsNode } from './build-as-node.ts';
import { builtinPlugin, findBuiltins } from './builtins.ts';
import { isolatedAsset, missingGuest, needsNode } from './errors.ts';
import { requiredBuiltinPlugin } from './required-builtins.ts';
import { styleSheetPlugin } from './style-sheets.ts';

/** The bundle of one isolated plugin. */
export interface PluginBundle {
  readonly pluginId: string;
  /** Relative to the bundle's folder. */
  readonly file: string;
  readonly metafile: Metafile;
}

/** What a plugin is bundled with. */
export interface PluginBundleOptions {
  /** The workspace's folder, absolute. */
  readonly root: string;
  /** The product's folder, absolute. */
  readonly product: string;
  readonly outDir: string;
  /** Relative to `outDir`. */
  readonly file: string;
  /** How `main.js` is bundled. */
  readonly options: BuildOptions;
  /** Gets what the plugin starts and reads, by source. */
  readonly assets: Map<string, Asset>;
  /** The folder of assets as the plugin's bundle sees it. */
  readonly folder: string;
}

/** How each isolation differs from `main.js`. */
const kinds: Readonly<Record<Boundary, BuildOptions>> = {
  worker: { platform: 'node', target: 'node20.19' },
  // These get their source as a text, so that nobody would follow a link to its map.
  deno: { platform: 'node', target: 'es2022', sourcemap: 'external' },
  wasm: { platform: 'neutral', target: 'es2022', sourcemap: 'external' },
  'wasm-inline': { platform: 'neutral', target: 'es2022', sourcemap: 'external' },
};

/**
 * Bundles an isolated plugin into one file: its code, the wire modules of its contracts, and all that they
 * import.
 *
 * @param profile the profile's name
 * @throws MortiseError `isolated_asset`, `missing_guest`, `needs_node`; BuildFailure of esbuild
 */
export const bundlePlugin = async (
  profile: string,
  { specifier, directory, isolation, manifest }: PlannedPlugin,
  { root, product, outDir, file, options, assets, folder }: PluginBundleOptions,
): Promise<PluginBundle> => {
  const pluginId = manifest.id;
  const own = resolve(root, directory, 'src/guest.gen.ts');
  const entry = specifier === undefined ? own : `${specifier}/guest`;
  if (specifier === undefined && !existsSync(own)) throw missingGuest(profile, pluginId, own);
  const refused = isolation === 'worker' ? undefined : new Map<string, string>();
  const { metafile } = await buildAsNode({
    ...options,
    ...kinds[isolation as Boundary],
    absWorkingDir: product,
    conditions: ['@mortise/source', 'module'],
    plugins: [
      assetPlugin(assets, { folder, refused }),
      styleSheetPlugin,
      requiredBuiltinPlugin,
      builtinPlugin,
    ],
    entryPoints: [entry],
    outfile: join(outDir, file),
  }).catch((failure: BuildFailure) => {
    const isMissing = failure.errors?.some(({ text }) => text.startsWith(`Could not resolve "${entry}"`));
    throw isMissing ? missingGuest(profile, pluginId, entry) : failure;
  });
  const bundle = { pluginId, file, metafile: metafile as Metafile };
  const code = readFileSync(join(outDir, file), 'utf8');
  const places = [...(refused ?? [])].flatMap(([mark, place]) => (code.includes(mark) ? [place] : []));
  if (places.length > 0) throw isolatedAsset(profile, pluginId, isolation, places.sort());
  const builtins = kinds[isolation as Boundary].platform === 'neutral' ? findBuiltins(bundle.metafile) : [];
  if (builtins.length > 0) throw needsNode(profile, pluginId, isolation, builtins);
  return bundle;
};
