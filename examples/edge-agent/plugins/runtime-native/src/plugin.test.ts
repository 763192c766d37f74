import { Runtime } from '@era/runtime';
import { lineOf, modesOf, processEnd } from '@era/runtime-base/testing';
import { createCatalog, createRegistry } from '@mortise/registry';
import { createMemoryLog } from '@mortise/services';
import { startLeakCheck } from '@mortise/testing';
import { describe, expect, test } from 'vitest';
import plugin from './plugin.ts';
import { fixture } from './testing.ts';

describe.each(modesOf(plugin))('%s', (_, tested) => {
  const createScope = () => createRegistry(createCatalog([tested]), { services: { log: createMemoryLog() } });

  test('the end of a scope ends its applications, and no others', async () => {
    const checkLeaks = startLeakCheck();
    const app = fixture('ends-on-sigterm');
    const scopes = [createScope(), createScope()] as const;
    const runtimes = await Promise.all(scopes.map((scope) => scope.get(Runtime, 'native')));
    const pids: number[] = [];
    for (const runtime of runtimes) {
      await runtime.start(app);
      await lineOf(runtime, app.id, 'ready');
      pids.push((await runtime.status(app.id)).pid as number);
    }
    await scopes[0].dispose();
    await processEnd(pids[0] as number);
    expect(await runtimes[1]?.status(app.id)).toMatchObject({ state: 'running' });
    await scopes[1].dispose();
    await processEnd(pids[1] as number);
    await checkLeaks();
  });

  test('a scope ends while an application starts', async () => {
    const checkLeaks = startLeakCheck();
    const scope = createScope();
    const runtime = await scope.get(Runtime, 'native');
    const start = runtime.start(fixture('ends-on-sigterm')).catch((error) => error.code);
    await scope.dispose();
    // Behind a boundary, the connection may end before the call does.
    expect([undefined, 'app_stopped', 'runtime_ended', 'connection_closed']).toContain(await start);
    await checkLeaks();
  });
});
