import { copyFile, mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { isBoundary, type PlannedPlugin, type ProfilePlan, pluginBundle } from '@mortise/profile';
import type { BuildFailure, BuildOptions, Metafile } from 'esbuild';
import { type Asset, assetPlugin, renameAssets } from './assets.ts';
import { buildAsNode } from './build-as-node.ts';
import { failureOf } from './failure-of.ts';
import { hashFolders, sealOf, unhashed } from './hash-folders.ts';
import { bundlePlugin, type PluginBundle } from './plugin-bundle.ts';
import { requiredBuiltinPlugin } from './required-builtins.ts';
import { styleSheetPlugin } from './style-sheets.ts';

/** One bundled file, with what esbuild knows of it. */
interface Bundle {
  /** Relative to the bundle's folder. */
  readonly file: string;
  readonly metafile: Metafile;
}

/** Everything that a profile's build wrote. */
export interface Bundles {
  readonly main: Bundle;
  /** One for each isolated plugin. */
  readonly plugins: readonly PluginBundle[];
  /** Relative to the bundle's folder, sorted. */
  readonly assets: readonly string[];
}

/** Where a build reads and writes. */
export interface BundlePlaces {
  /** The workspace's folder, absolute. */
  readonly root: string;
  /** The product's folder, absolute. */
  readonly product: string;
  /** The profile's bootstrap, absolute. */
  readonly bootstrap: string;
  /** Where to write, absolute; removed by the caller when this fails. */
  readonly outDir: string;
}

/**
 * Bundles a profile's main module, each isolated plugin, and the assets that these start and read. Plugins and
 * assets get folders named by the hash of everything, so that no build's `main.js` can meet the files of
 * another one.
 *
 * @param plan the resolved profile
 * @throws MortiseError `bundle_failed`, `folder_asset`, `isolated_asset`, `missing_asset`, `missing_guest`,
 *   `missing_loader`, `needs_node`, `style_sheet`
 */
export const bundle = async (plan: ProfilePlan, places: BundlePlaces): Promise<Bundles> => {
  const { product, outDir } = places;
  const assets = new Map<string, Asset>();
  const isolated = plan.plugins.filter(({ isolation }) => isBoundary(isolation));
  const options = {
    absWorkingDir: product,
    bundle: true,
    format: 'esm',
    minify: true,
    sourcemap: true,
    metafile: true,
    logLevel: 'silent',
    platform: plan.platform,
    target: plan.platform === 'node' ? 'node20.19' : 'es2022',
    // esbuild drops its own `module` as soon as conditions are given.
    conditions: [`profile-${plan.name}`, '@mortise/source', 'module'],
    // For Node, esbuild would take a package's CommonJS first, which no bundler can shake.
    mainFields: ['module', 'main'],
    logOverride: { 'ignored-bare-import': 'error' },
  } satisfies BuildOptions;
  const bundleOne = async (source: string, file: string, folder: string): Promise<Bundle> => {
    const known = { file: places.bootstrap, urls: urlsOf(isolated) };
    const { metafile } = await buildAsNode({
      ...options,
      plugins: [assetPlugin(assets, { folder, known }), styleSheetPlugin, requiredBuiltinPlugin],
      entryPoints: [source],
      outfile: join(outDir, file),
    });
    return { file, metafile: metafile as Metafile };
  };
  const folder = `assets/${unhashed}`;
  const bundleAll = async (): Promise<Pick<Bundles, 'main' | 'plugins'>> => {
    const main = await bundleOne(plan.main, 'main.js', `./${folder}`);
    const plugins: PluginBundle[] = [];
    for (const plugin of isolated) {
      const file = fileOf(plugin);
      const seen = { assets, folder: `../../${folder}` };
      plugins.push(await bundlePlugin(plan.name, plugin, { ...places, options, file, ...seen }));
    }
    // An asset may name further assets: the map grows while it is walked.
    for (const { source, file, isCode } of assets.values()) {
      await mkdir(join(outDir, folder), { recursive: true });
      if (isCode) await bundleOne(source, `${folder}/${file}`, '.');
      else await copyFile(source, join(outDir, folder, file));
    }
    return { main, plugins };
  };
  try {
    let written = await bundleAll();
    // Two of one name were told apart in the order in which they were read, which is another one each time.
    if (renameAssets(assets, product)) {
      await rm(join(outDir, folder), { recursive: true });
      written = await bundleAll();
    }
    const { main, plugins } = written;
    const named = await hashFolders(outDir, {
      plugins: plugins.map(({ pluginId, file }) => ({ pluginId, file })),
      assets: [...assets.values()].map(({ file }) => `${folder}/${file}`).sort(),
    });
    return {
      main,
      plugins: plugins.map((plugin) => ({ ...plugin, file: named(plugin.file) })),
      assets: [...assets.values()].map(({ file }) => named(`${folder}/${file}`)).sort(),
    };
  } catch (error) {
    throw await failureOf(plan, error as BuildFailure);
  }
};

/** Where the bundle of an isolated plugin is written. */
const fileOf = (plugin: PlannedPlugin): string =>
  (pluginBundle(plugin) as string).replace('plugins/', `plugins/${unhashed}/`);

/** What the bootstrap calls the bundles of plugins, with what they are called once they are hashed. */
const urlsOf = (plugins: readonly PlannedPlugin[]): ReadonlyMap<string, string> =>
  new Map(
    plugins.map((plugin) => [
      `./${pluginBundle(plugin)}`,
      `./${fileOf(plugin)}#sha256=${sealOf(plugin.manifest.id)}`,
    ]),
  );
