import { contract, type Plugin } from '@mortise/core';
import { type Catalog, createCatalog } from './catalog.ts';
import { catalog as globalCatalog } from './global.ts';
import { providersOf } from './query.ts';
import { createRegistry } from './registry.ts';

interface Runtime {
  start(id: string): Promise<void>;
}
interface Log {
  info(text: string): void;
}
interface Storage {
  read(key: string): Promise<string>;
}
const Runtime = contract<Runtime>()('era:runtime@1', '1.0.0');
const SecondRuntime = contract<Runtime>()('era:runtime@2', '2.0.0');
const log: Log = { info: () => {} };
const storage: Storage = { read: async () => '' };
const rest = { manifest: { id: 'era.a', version: '1.0.0', provides: {} }, code: { activate: () => ({}) } };

const wasm: Plugin<'era:runtime@1/wasm', { log: Log }> = rest;
const native: Plugin<'era:runtime@1/native', { storage: Storage }> = rest;
const optional: Plugin<'era:runtime@1/quiet', { log?: Log }> = rest;
const free: Plugin<'era:runtime@1/free'> = rest;

// get() and find()

const registry = createRegistry(createCatalog([wasm]), { services: { log } });
export const runtime: Promise<Runtime> = registry.get(Runtime, 'wasm');
// @ts-expect-error the profile has no `native`
void registry.get(Runtime, 'native');
// @ts-expect-error a name that comes from data is for find()
void registry.get(Runtime, 'wasm' as string);
// @ts-expect-error the profile has another major
void registry.get(SecondRuntime, 'wasm');
export const found: Promise<Runtime> = registry.find(Runtime, 'anything' as string);
// @ts-expect-error a provider of one contract is not one of another
export const wrong: Promise<Storage> = registry.find(Runtime, 'wasm');
// @ts-expect-error a registry knows no names where its catalog has no type
void createRegistry(globalCatalog).get(Runtime, 'wasm');

// a bootstrap gives its type to the process-wide catalog

const typed = globalCatalog as Catalog<'era:runtime@1/wasm', { log: Log }>;
void createRegistry(typed, { services: { log } }).get(Runtime, 'wasm');

// a function that needs one provider takes every registry that has it

const startWasm = (one: ReturnType<typeof createRegistry<'era:runtime@1/wasm', unknown>>) =>
  one.get(Runtime, 'wasm');
const both = createRegistry(createCatalog([wasm, native]), { services: { log, storage } });
void startWasm(registry);
void startWasm(both);
void both.get(Runtime, 'native');
// @ts-expect-error this registry has no `wasm`
void startWasm(createRegistry(createCatalog([free])));

// services

// @ts-expect-error the services are missing
createRegistry(createCatalog([wasm]));
// @ts-expect-error the services are missing
createRegistry(createCatalog([wasm]), {});
// @ts-expect-error `log` is missing
createRegistry(createCatalog([wasm]), { services: {} });
// @ts-expect-error `log` is no Log
createRegistry(createCatalog([wasm]), { services: { log: storage } });
// @ts-expect-error two plugins need what both need
createRegistry(createCatalog([wasm, native]), { services: { log } });
createRegistry(createCatalog([wasm]), { services: { log: ({ id }) => ({ info: () => void id.length }) } });
createRegistry(createCatalog([wasm]), { services: { log: async () => log } });
// @ts-expect-error a factory makes the service
createRegistry(createCatalog([wasm]), { services: { log: () => storage } });
createRegistry(createCatalog([optional]));
createRegistry(createCatalog([optional]), { services: { log } });
// @ts-expect-error an optional service has its type too
createRegistry(createCatalog([optional]), { services: { log: storage } });
createRegistry(createCatalog([free]));
createRegistry(createCatalog([free]), { config: { 'era.a': { port: 1 } } });
createRegistry(createCatalog([]));
// one main file serves all profiles, so a host may have more services than a profile needs
createRegistry(createCatalog([wasm]), { services: { log, storage } });
createRegistry(createCatalog([free]), { services: { log, storage } });

interface HostServices {
  log: Log;
  storage: Storage;
}
createRegistry(createCatalog([wasm]), { services: {} as HostServices });

// providersOf()

for (const { name } of providersOf(createCatalog([wasm, native]), Runtime)) void both.get(Runtime, name);
providersOf(typed, Runtime, { version: '>=1.2', capabilities: ['logs'] });
// @ts-expect-error only a lowest version can be asked for
providersOf(typed, Runtime, { version: '<2.0' });
