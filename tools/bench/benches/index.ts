import type { Bench } from '../bench.ts';

/**
 * All benches by id, in the order in which they run and are listed. Each is loaded where it is needed: one that cannot
 * be loaded does not keep the others from running.
 */
export const benches: Readonly<Record<string, () => Promise<Bench>>> = {
  'call-inprocess': async () => (await import('./call-inprocess.ts')).callInprocess,
  'registry-get': async () => (await import('./registry-get.ts')).registryGet,
  'registry-get-awaited': async () => (await import('./registry-get.ts')).registryGetAwaited,
  'register-10000': async () => (await import('./register-10000.ts')).register10000,
  'create-catalog-10000': async () => (await import('./register-10000.ts')).createCatalog10000,
  'edge-bundle': async () => (await import('./edge-bundle.ts')).edgeBundle,
  'edge-bundle-query': async () => (await import('./edge-bundle.ts')).edgeBundleQuery,
  'edge-bundle-agent': async () => (await import('./edge-bundle-agent.ts')).edgeBundleAgent,
  'edge-unselected': async () => (await import('./edge-unselected.ts')).edgeUnselected,
  'nx-generate-plugin': async () => (await import('./nx-generate-plugin.ts')).nxGeneratePlugin,
  'nx-generate-plugin-source': async () => (await import('./nx-generate-plugin.ts')).nxGeneratePluginSource,
  'gen-100': async () => (await import('./gen-100.ts')).gen100,
  'gen-100-one': async () => (await import('./gen-100.ts')).gen100One,
  'sync-100': async () => (await import('./sync-100.ts')).sync100,
  'sync-100-source': async () => (await import('./sync-100.ts')).sync100Source,
  'codec-object': async () => (await import('./codec.ts')).codecObject,
  'codec-object-clone': async () => (await import('./codec.ts')).codecObjectClone,
  'codec-list': async () => (await import('./codec.ts')).codecList,
  'codec-list-clone': async () => (await import('./codec.ts')).codecListClone,
  'codec-bytes': async () => (await import('./codec.ts')).codecBytes,
  'codec-bytes-clone': async () => (await import('./codec.ts')).codecBytesClone,
  'decode-hostile': async () => (await import('./decode-hostile.ts')).decodeHostile,
  'rpc-memory': async () => (await import('./rpc-memory.ts')).rpcMemory,
  'rpc-memory-64': async () => (await import('./rpc-memory.ts')).rpcMemory64,
  'worker-call': async () => (await import('./isolation-call.ts')).workerCall,
  'worker-64': async () => (await import('./isolation-call.ts')).worker64,
  'worker-512': async () => (await import('./isolation-call.ts')).worker512,
  'deno-call': async () => (await import('./isolation-call.ts')).denoCall,
  'deno-64': async () => (await import('./isolation-call.ts')).deno64,
  'quickjs-call': async () => (await import('./isolation-call.ts')).quickjsCall,
  'quickjs-service': async () => (await import('./isolation-call.ts')).quickjsService,
};
