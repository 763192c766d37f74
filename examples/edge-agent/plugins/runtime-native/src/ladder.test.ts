import { type AppSpec, Runtime } from '@era/runtime';
import { endOf, lineOf, modesOf, processEnd, readAll } from '@era/runtime-base/testing';
import { createCatalog, createRegistry, type Registry } from '@mortise/registry';
import { createMemoryLog } from '@mortise/services';
import { startLeakCheck } from '@mortise/testing';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import plugin from './plugin.ts';
import { fixture } from './testing.ts';

describe.each(modesOf(plugin))('%s', (_, tested) => {
  let scope: Registry;
  let runtime: Runtime;
  let checkLeaks: () => Promise<void>;
  beforeEach(async () => {
    checkLeaks = startLeakCheck();
    const registry = createRegistry(createCatalog([tested]), { services: { log: createMemoryLog() } });
    scope = registry;
    runtime = await registry.get(Runtime, 'native');
  });
  afterEach(async () => {
    await scope.dispose();
    await checkLeaks();
  });

  const startReady = async (app: AppSpec) => {
    await runtime.start(app);
    await lineOf(runtime, app.id, 'ready');
  };
  const texts = async (id: string) => (await readAll(runtime.logs(id))).map(({ text }) => text);

  /** Longer than any test waits: a rung that is left to its end shows as a test that fails. */
  const stopTimeout = 60_000;

  test('stop() ends at the first rung that the program heeds', async () => {
    await startReady(fixture('ends-on-sigint', { stopSignals: ['SIGINT', 'SIGTERM'], stopTimeout }));
    await runtime.stop('ends-on-sigint');
    expect(await runtime.status('ends-on-sigint')).toMatchObject({ state: 'stopped', exitCode: 3 });
    expect(await texts('ends-on-sigint')).toEqual(['ready']);
  });

  test('stop() climbs to the second rung when the first one had its time', async () => {
    // Many rungs, so that a machine that stands still does not come to the last one, which kills.
    const stopSignals = ['SIGINT' as const, ...Array<'SIGTERM'>(300).fill('SIGTERM')];
    const app = fixture('ends-on-sigterm', { stopSignals, stopTimeout: 100 });
    await startReady(app);
    await runtime.stop(app.id);
    expect(await runtime.status(app.id)).toMatchObject({ state: 'stopped', exitCode: 4 });
    const said = ['ready', 'ignored SIGINT', 'still running 100 ms after SIGINT'];
    expect(await texts(app.id)).toEqual(expect.arrayContaining(said));
  });

  test('stop() kills a program that ignores every rung', async () => {
    const app = fixture('ignores-signals', { stopSignals: ['SIGINT', 'SIGTERM'], stopTimeout: 100 });
    await startReady(app);
    await runtime.stop(app.id);
    expect(await runtime.status(app.id)).toMatchObject({ state: 'stopped', signal: 'SIGKILL' });
    expect(await texts(app.id)).toContain('still running 100 ms after SIGTERM');
  });

  test('stop() sends SIGTERM and then SIGKILL where the application names no rungs', async () => {
    const app = fixture('ends-on-sigterm', { stopTimeout });
    await startReady(app);
    await runtime.stop(app.id);
    expect(await runtime.status(app.id)).toMatchObject({ exitCode: 4 });
    expect(await texts(app.id)).toEqual(['ready']);
  });

  test('stop() with no time kills at once', async () => {
    const app = fixture('ends-on-sigterm', { stopTimeout });
    await startReady(app);
    await runtime.stop(app.id, 0);
    expect(await runtime.status(app.id)).toMatchObject({ state: 'stopped', signal: 'SIGKILL' });
  });

  test('stop() with a shorter time overtakes one that waits', async () => {
    const app = fixture('ignores-signals', { stopTimeout });
    await startReady(app);
    const patient = runtime.stop(app.id);
    await lineOf(runtime, app.id, 'ignored SIGTERM');
    await runtime.stop(app.id, 0);
    await patient;
    expect(await runtime.status(app.id)).toMatchObject({ signal: 'SIGKILL' });
  });

  test('stop() reaches what the program has started', async () => {
    const app = fixture('has-child', { stopTimeout: 100, stopSignals: ['SIGTERM'] });
    await runtime.start(app);
    const [child] = await readFirst(app.id);
    await runtime.stop(app.id);
    await processEnd(Number(child));
  });

  test('a program that ends takes what it has started with it', async () => {
    const app = fixture('has-child');
    await runtime.start(app);
    const [child] = await readFirst(app.id);
    process.kill((await runtime.status(app.id)).pid as number, 'SIGUSR1');
    expect(await endOf(runtime, app.id)).toMatchObject({ state: 'exited', exitCode: 0 });
    await processEnd(Number(child));
  });

  test('a program ends although a process outside its group holds its output open', async () => {
    const app = fixture('leaves-stray');
    await runtime.start(app);
    const [stray] = await readFirst(app.id);
    try {
      expect(await endOf(runtime, app.id)).toMatchObject({ state: 'exited' });
    } finally {
      process.kill(Number(stray), 'SIGKILL');
    }
  });

  const readFirst = async (id: string): Promise<string[]> => {
    for await (const { text } of runtime.logs(id)) return [text];
    return [];
  };
});
