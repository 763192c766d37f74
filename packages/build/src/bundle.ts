import { copyFile, mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { isBoundary, type PlannedPlugin, type ProfilePlan, pluginBundle } from '@mortise/profile';
import { type BuildFailure, type BuildOptions, build, type Metafile } from 'esbuild';
import { type Asset, assetPlugin } from './assets.ts';
import { failureOf } from './failure-of.ts';
import { hashFolders, sealOf, unhashed } from './hash-folders.ts';
import { bundlePlugin, type PluginBundle } from './plugin-bundle.ts';

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
 *   `needs_node`
 */
export const bundle = async (plan: ProfilePlan, places: BundlePlaces): Promise<Bundles> => {
  const { product, outDir } = places;
  const assets = new Map<string, Asset>();
  const isolated = plan.plugins.filter(({ isolation }) => isBoundary(isolation));
  const options: BuildOptions = {
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
  };
  const bundleOne = async (source: string, file: string, folder: string): Promise<Bundle> => {
    const known = { file: places.bootstrap, urls: urlsOf(isolated) };
    const { metafile } = await build({
      ...options,
      plugins: [assetPlugin(assets, { folder, known })],
      entryPoints: [source],
      outfile: join(outDir, file),
    } as const);
    return { file, metafile: metafile as Metafile };
  };
  try {
    const folder = `assets/${unhashed}`;
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
    throw await failureOf(plan.name, error as BuildFailure);
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
