import { type Boundary, loaderOf, type PlannedPlugin, pluginBundle } from '@mortise/profile';
import { missingLoader, missingWire } from '../errors.ts';
import type { Contracts } from '../workspace/contracts.ts';
import { exportsWire, wireName } from '../workspace/wire-exports.ts';
import type { Package, Workspace } from '../workspace/workspace.ts';
import { boundaryContracts } from './guest.ts';
import { type ImportNames, wireOf } from './import-names.ts';

const factories: Readonly<Record<Boundary, string>> = {
  worker: 'workerPlugin',
  deno: 'denoPlugin',
  wasm: 'wasmPlugin',
  'wasm-inline': 'wasmPlugin',
};

/**
 * What a bootstrap says of an isolated plugin.
 *
 * @param names gets what the bootstrap imports for it
 * @throws MortiseError `missing_loader`, `missing_wire`, `unknown_contract`
 */
export const isolatedValues = (
  workspace: Workspace,
  product: Package,
  profile: string,
  plugin: PlannedPlugin,
  contracts: Contracts,
  names: ImportNames,
): object => {
  const { manifest, limits, manifestLimits, spares = 0, unsafeFlags = [] } = plugin;
  const isolation = plugin.isolation as Boundary;
  const loader = loaderOf(isolation) as string;
  const { dependencies = {} } = product.json;
  // One that is listed and not there yet is about to be installed.
  if (!Object.hasOwn(dependencies, loader) && !workspace.resolve(loader, product.directory))
    throw missingLoader(profile, manifest.id, isolation, loader);
  const known = boundaryContracts(manifest, contracts, product);
  const lacking = known.find((contract) => !exportsWire(workspace, product.directory, contract));
  if (lacking) {
    const { specifier, source } = lacking;
    throw missingWire(profile, manifest.id, isolation, { specifier, source, wire: wireName(lacking) });
  }
  return {
    factory: names.of({ name: factories[isolation], specifier: loader }),
    manifest,
    wires: known.map((contract) => names.of(wireOf(contract))).sort(),
    limits,
    hasLimits: Object.keys(limits).length > 0,
    manifestLimits,
    hasManifestLimits: Object.keys(manifestLimits).length > 0,
    spares,
    unsafeFlags,
    hasFlags: unsafeFlags.length > 0,
    isInline: isolation === 'wasm-inline',
    bundle: `./${pluginBundle(plugin)}`,
  };
};
