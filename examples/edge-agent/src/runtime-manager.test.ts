import { expect, test } from 'vitest';
import { RuntimeManager } from './runtime-manager.ts';
import { FakeRuntime, registryOf } from './testing/fake-runtime.ts';

const app = (id: string, runtime: string) => ({ id, runtime, program: '/program' });

test('RuntimeManager sends each application to the runtime that its spec names', async () => {
  const [wasm, oci] = [new FakeRuntime(), new FakeRuntime()];
  const registry = registryOf({ wasm, oci });
  const manager = new RuntimeManager(registry);
  await manager.install(app('report', 'wasm'));
  await manager.install(app('proxy', 'oci'));
  await manager.start('report');
  await manager.stop('proxy', 50);
  expect(wasm.calls).toEqual(['install report', 'start report']);
  expect(oci.calls).toEqual(['install proxy', 'stop(50) proxy']);
  expect(await manager.list()).toEqual([
    { id: 'report', runtime: 'wasm', state: 'running' },
    { id: 'proxy', runtime: 'oci', state: 'stopped' },
  ]);
  for await (const { text } of manager.logs('report')) expect(text).toBe('output of report');
  await registry.dispose();
});

test('RuntimeManager names the runtimes that there are when one is missing', async () => {
  const registry = registryOf({ wasm: new FakeRuntime() });
  const manager = new RuntimeManager(registry);
  const installing = manager.install(app('proxy', 'oci'));
  await expect(installing).rejects.toMatchObject({
    code: 'unknown_provider',
    message: /era:runtime@1\/wasm/,
  });
  expect(await manager.list()).toEqual([]);
  await registry.dispose();
});

test('RuntimeManager has each application once, on whichever runtime', async () => {
  const registry = registryOf({ wasm: new FakeRuntime(), oci: new FakeRuntime() });
  const manager = new RuntimeManager(registry);
  const both = await Promise.allSettled([
    manager.install(app('report', 'wasm')),
    manager.install(app('report', 'oci')),
  ]);
  expect(both).toMatchObject([
    { status: 'fulfilled' },
    { status: 'rejected', reason: { code: 'duplicate_app' } },
  ]);
  await registry.dispose();
});

test('RuntimeManager forgets what could not be installed', async () => {
  const wasm = new FakeRuntime();
  const registry = registryOf({ wasm });
  const manager = new RuntimeManager(registry);
  wasm.install = async () => {
    throw new Error('no program');
  };
  await expect(manager.install(app('report', 'wasm'))).rejects.toThrow('no program');
  await expect(manager.status('report')).rejects.toMatchObject({ code: 'app_unknown' });
  await registry.dispose();
});

test('stopAll() stops every application', async () => {
  const wasm = new FakeRuntime();
  const registry = registryOf({ wasm });
  const manager = new RuntimeManager(registry);
  for (const id of ['one', 'two']) await manager.install(app(id, 'wasm'));
  await manager.stopAll(0);
  expect(wasm.calls.slice(2)).toEqual(['stop(0) one', 'stop(0) two']);
  await registry.dispose();
});
