import { existsSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { join, posix, resolve } from 'node:path';
import type { ProfilePlan } from '@mortise/profile';
import type { Metafile } from 'esbuild';
import { type Bundles, bundle } from './bundle.ts';
import { missingMain, overBudget, writeFailed } from './errors.ts';
import { gzipOf, partsOf, sizeOf } from './measure.ts';
import { type Owner, ownersOf } from './owners.ts';
import { createStaging, publishBuild } from './publish-build.ts';
import { type BuildReport, growth } from './report.ts';
import { verifyBundle } from './verify.ts';

/** What a build is given beside the plan. */
export interface BuildProfileOptions {
  /** The workspace's folder, absolute. */
  readonly root: string;
  /** The product's folder, relative to the workspace. */
  readonly product: string;
  /** The profile's bootstrap, relative to the product. */
  readonly bootstrap: string;
}

/**
 * Builds one profile of a product into `dist/<profile>`: `main.js`, `plugins/<hash>/` with a file for each
 * isolated plugin, `assets/<hash>/` with what these start and read, source maps, and `report.json`. For Node there
 * is a `package.json` too where that of the product is not `"type": "module"`. The files are replaced at the end,
 * one by one and `main.js` last: a build that fails leaves the last one as it was, one that is killed leaves one
 * that runs.
 *
 * @param plan the resolved profile
 * @returns the report
 * @throws MortiseError `over_budget` after everything was written; else nothing was:
 *   `bootstrap_mismatch`, `bundle_failed`, `dropped_plugin`, `folder_asset`, `isolated_asset`, `linked_plugin`,
 *   `missing_asset`, `missing_guest`, `missing_loader`, `missing_main`, `needs_node`, `style_sheet`,
 *   `surplus_plugin`, `write_failed`
 */
export const buildProfile = async (plan: ProfilePlan, options: BuildProfileOptions): Promise<BuildReport> => {
  // The bundler names files by where they really are.
  const root = realpathSync(options.root);
  const product = resolve(root, options.product);
  const outDir = join(product, 'dist', plan.name);
  if (!existsSync(resolve(product, plan.main))) throw missingMain(plan.name, plan.main);
  const before = lastReport(outDir);
  const staging = onDisk(plan.name, () => createStaging(outDir));
  try {
    const bootstrap = resolve(product, options.bootstrap);
    const bundles = await bundle(plan, { root, product, bootstrap, outDir: staging.path });
    const owners = ownersOf(plan, root, product);
    verifyBundle(plan, bundles, posix.normalize(options.bootstrap), owners);
    const report = makeReport(plan, bundles, staging.path, product, owners);
    if (plan.platform === 'node' && !isModule(product))
      writeFileSync(join(staging.path, 'package.json'), '{ "type": "module" }\n');
    writeFileSync(join(staging.path, 'report.json'), `${JSON.stringify(report, null, 2)}\n`);
    onDisk(plan.name, () => publishBuild(staging, outDir));
    checkBudget(plan, report, before);
    return report;
  } finally {
    rmSync(staging.path, { recursive: true, force: true });
  }
};

/** @throws MortiseError `write_failed` */
const onDisk = <T>(profile: string, write: () => T): T => {
  try {
    return write();
  } catch (cause) {
    throw writeFailed(profile, cause);
  }
};

/** What lies behind a boundary of any kind. */
const shared = new Set(['@mortise/isolation', '@mortise/rpc']);

const isLoader = (name: string): boolean => name.startsWith('@mortise/loader-');

/**
 * Whether Node takes the product's `.js` files for ES modules. Where it does, the bundle stays in the scope of the
 * product's package.json, with its `imports` and its name.
 */
const isModule = (product: string): boolean => {
  try {
    return JSON.parse(readFileSync(join(product, 'package.json'), 'utf8')).type === 'module';
  } catch {
    return false;
  }
};

/** A report that cannot be read says nothing about growth, and is about to be replaced. */
const lastReport = (outDir: string): BuildReport | undefined => {
  try {
    return JSON.parse(readFileSync(join(outDir, 'report.json'), 'utf8'));
  } catch {
    return undefined;
  }
};

const makeReport = (
  plan: ProfilePlan,
  { main, plugins: bundles, assets }: Bundles,
  outDir: string,
  product: string,
  owners: (input: string) => Owner,
): BuildReport => {
  const groupsOf = (input: string): string[] => {
    const owner = owners(input);
    if (!owner.isFramework) return owner.plugin ? [`plugin ${owner.plugin}`] : [];
    if (isLoader(owner.package)) return ['framework', owner.package];
    return shared.has(owner.package) ? ['framework', 'boundary'] : ['framework'];
  };
  const file = join(outDir, main.file);
  const parts = partsOf(file, product, groupsOf);
  const sizeOfGroup = (group: string) => ({
    bytes: bytesOf(main.metafile, (input) => groupsOf(input).includes(group)),
    gzip: gzipOf(parts.get(group)),
  });
  const size = sizeOf(file);
  const packages = Object.values(main.metafile.outputs)
    .flatMap(({ inputs }) => Object.entries(inputs))
    .flatMap(([input, { bytesInOutput }]) => (bytesInOutput > 0 ? [owners(input).package] : []));
  const loaders = [...new Set(packages)].filter(isLoader).sort();
  const sizeOfPlugin = (id: string) => {
    const own = bundles.find(({ pluginId }) => pluginId === id);
    return own ? { file: own.file, ...sizeOf(join(outDir, own.file)) } : sizeOfGroup(`plugin ${id}`);
  };
  const { bytes = Number.POSITIVE_INFINITY, gzip = Number.POSITIVE_INFINITY } = plan.budget;
  return {
    profile: plan.name,
    platform: plan.platform,
    ...size,
    framework: sizeOfGroup('framework'),
    plugins: plan.plugins.map(({ manifest: { id, version }, isolation }) => ({
      id,
      version,
      isolation,
      ...sizeOfPlugin(id),
    })),
    loaders: loaders.map((name) => ({ package: name, ...sizeOfGroup(name) })),
    boundary: sizeOfGroup('boundary'),
    assets: assets.map((asset) => ({ file: asset, ...sizeOf(join(outDir, asset)) })),
    budget: plan.budget,
    withinBudget: size.bytes <= bytes && size.gzip <= gzip,
  };
};

const bytesOf = ({ outputs }: Metafile, isMine: (input: string) => boolean): number =>
  Object.values(outputs)
    .flatMap(({ inputs }) => Object.entries(inputs))
    .reduce((sum, [input, { bytesInOutput }]) => sum + (isMine(input) ? bytesInOutput : 0), 0);

const checkBudget = (plan: ProfilePlan, report: BuildReport, before: BuildReport | undefined): void => {
  const { bytes, gzip } = plan.budget;
  const grown = growth(report, before);
  if (gzip !== undefined && report.gzip > gzip)
    throw overBudget(plan.name, 'with gzip', report.gzip, gzip, grown);
  if (bytes !== undefined && report.bytes > bytes)
    throw overBudget(plan.name, 'of code', report.bytes, bytes, grown);
};
