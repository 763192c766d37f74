import type { Bench } from '../bench.ts';
import { callInprocess } from './call-inprocess.ts';
import { edgeBundle, edgeBundleQuery } from './edge-bundle.ts';
import { edgeBundleAgent } from './edge-bundle-agent.ts';
import { edgeUnselected } from './edge-unselected.ts';
import { nxGeneratePlugin, nxGeneratePluginSource } from './nx-generate-plugin.ts';
import { createCatalog10000, register10000 } from './register-10000.ts';
import { registryGet, registryGetAwaited } from './registry-get.ts';
import { sync100, sync100Source } from './sync-100.ts';

/** All benches, in the order in which they run and are listed. */
export const benches: readonly Bench[] = [
  callInprocess,
  registryGet,
  registryGetAwaited,
  register10000,
  createCatalog10000,
  edgeBundle,
  edgeBundleQuery,
  edgeBundleAgent,
  edgeUnselected,
  nxGeneratePlugin,
  nxGeneratePluginSource,
  sync100,
  sync100Source,
];
