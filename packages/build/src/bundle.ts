import { copyFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { isMortiseError } from '@mortise/core';
import type { ProfilePlan } from '@mortise/profile';
import { type BuildFailure, type BuildOptions, build, formatMessages, type Metafile } from 'esbuild';
import { type Asset, assetPlugin } from './assets.ts';
import { bundleFailed } from './errors.ts';

/** One bundled file, with what esbuild knows of it. */
interface Bundle {
  /** Relative to the bundle's folder. */
  readonly file: string;
  readonly metafile: Metafile;
}

/** Everything that a profile's build wrote. */
export interface Bundles {
  readonly main: Bundle;
  readonly assets: readonly Asset[];
}

/**
 * Bundles a profile's main module and the assets that it starts.
 *
 * @param plan the resolved profile
 * @param product the product's folder, absolute
 * @param outDir where to write, absolute; replaced as a whole by the caller
 * @throws MortiseError `bundle_failed`, `missing_asset`
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
    ...(plan.platform === 'neutral' ? { mainFields: ['module', 'main'] } : {}),
    logOverride: { 'ignored-bare-import': 'error' },
    plugins: [assetPlugin(assets)],
  };
  const bundleOne = async (source: string, file: string): Promise<Bundle> => {
    const { metafile } = await build({
      ...options,
      entryPoints: [source],
      outfile: join(outDir, file),
    } as const);
    return { file, metafile: metafile as Metafile };
  };
  try {
    const main = await bundleOne(plan.main, 'main.js');
    // An asset may name further assets: the map grows while it is walked.
    for (const { source, file, isCode } of assets.values()) {
      if (isCode) await bundleOne(source, file);
      else await copyFile(source, join(outDir, file));
    }
    return { main, assets: [...assets.values()] };
  } catch (error) {
    await rm(outDir, { recursive: true, force: true });
    throw isMortiseError(error)
      ? error
      : bundleFailed(plan.name, await messagesOf(error as BuildFailure), error);
  }
};

const messagesOf = async (failure: BuildFailure): Promise<string[]> => {
  if (!failure.errors) return [failure.message];
  const texts = await formatMessages(failure.errors, { kind: 'error' });
  return texts.map((text) => text.trim());
};
