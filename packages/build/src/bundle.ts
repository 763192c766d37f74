import { createHash } from 'node:crypto';
import { copyFile, mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { MortiseError } from '@mortise/core';
import type { ProfilePlan } from '@mortise/profile';
import { type BuildFailure, type BuildOptions, build, formatMessages, type Metafile } from 'esbuild';
import { type Asset, type AssetFault, assetPlugin } from './assets.ts';
import { bundleFailed, folderAsset, missingAsset } from './errors.ts';

/** One bundled file, with what esbuild knows of it. */
interface Bundle {
  /** Relative to the bundle's folder. */
  readonly file: string;
  readonly metafile: Metafile;
}

/** Everything that a profile's build wrote. */
export interface Bundles {
  readonly main: Bundle;
  /** Relative to the bundle's folder, sorted. */
  readonly assets: readonly string[];
}

// As long as the hash that takes its place, so that source maps stay right.
const unhashed = '{hashed}';
const hashLength = unhashed.length;

/**
 * Bundles a profile's main module and the assets that it starts and reads. These get a folder named by
 * the hash of everything, so that no build's `main.js` can meet the assets of another one.
 *
 * @param plan the resolved profile
 * @param product the product's folder, absolute
 * @param outDir where to write, absolute; removed by the caller when this fails
 * @throws MortiseError `bundle_failed`, `folder_asset`, `missing_asset`
 */
export const bundle = async (plan: ProfilePlan, product: string, outDir: string): Promise<Bundles> => {
  const assets = new Map<string, Asset>();
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
    const { metafile } = await build({
      ...options,
      plugins: [assetPlugin(assets, folder)],
      entryPoints: [source],
      outfile: join(outDir, file),
    } as const);
    return { file, metafile: metafile as Metafile };
  };
  try {
    const folder = `assets/${unhashed}`;
    const main = await bundleOne(plan.main, 'main.js', `./${folder}`);
    // An asset may name further assets: the map grows while it is walked.
    for (const { source, file, isCode } of assets.values()) {
      await mkdir(join(outDir, folder), { recursive: true });
      if (isCode) await bundleOne(source, `${folder}/${file}`, '.');
      else await copyFile(source, join(outDir, folder, file));
    }
    return { main, assets: await hashAssets([...assets.values()], outDir) };
  } catch (error) {
    throw await failureOf(plan.name, error as BuildFailure);
  }
};

/** Names the folder of assets after what `main.js` and the assets hold. */
const hashAssets = async (assets: readonly Asset[], outDir: string): Promise<string[]> => {
  if (assets.length === 0) return [];
  const files = assets.map(({ file }) => file).sort();
  const hash = createHash('sha256').update(await readFile(join(outDir, 'main.js')));
  for (const file of files) {
    const content = await readFile(join(outDir, 'assets', unhashed, file));
    hash.update(`\n${file} ${content.length}\n`).update(content);
  }
  const name = hash.digest('hex').slice(0, hashLength);
  await rename(join(outDir, 'assets', unhashed), join(outDir, 'assets', name));
  const main = join(outDir, 'main.js');
  const text = await readFile(main, 'utf8');
  await writeFile(main, text.replaceAll(`assets/${unhashed}/`, `assets/${name}/`));
  return files.map((file) => `assets/${name}/${file}`);
};

const failureOf = async (profile: string, failure: BuildFailure): Promise<MortiseError> => {
  const faults = (failure.errors ?? []).map(({ detail }) => detail as AssetFault | undefined);
  const places = (code: AssetFault['code']) =>
    faults.flatMap((fault) => (fault?.code === code ? [fault.place] : []));
  const [missing, folders] = [places('missing_asset'), places('folder_asset')];
  if (missing.length > 0 && missing.length === faults.length) return missingAsset(profile, missing);
  if (folders.length > 0 && folders.length === faults.length) return folderAsset(profile, folders);
  return bundleFailed(profile, await messagesOf(failure), failure);
};

const messagesOf = async (failure: BuildFailure): Promise<string[]> => {
  if (!failure.errors) return [failure.message];
  const texts = await formatMessages(failure.errors, { kind: 'error' });
  return texts.map((text) => text.trim());
};
