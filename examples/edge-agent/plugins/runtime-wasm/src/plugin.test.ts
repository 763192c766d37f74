import { Runtime } from '@era/runtime';
import { modesOf } from '@era/runtime-base/testing';
import { createCatalog, createRegistry } from '@mortise/registry';
import { createMemoryLog } from '@mortise/services';
import { startLeakCheck } from '@mortise/testing';
import { expect, test } from 'vitest';
import plugin from './plugin.ts';
import { jq } from './testing.ts';

test.each(modesOf(plugin))(
  '%s: the end of a scope ends its applications, and no others',
  async (_, tested) => {
    const checkLeaks = startLeakCheck();
    const logs = [createMemoryLog(), createMemoryLog()] as const;
    const scopes = logs.map((log) => createRegistry(createCatalog([tested]), { services: { log } }));
    const runtimes = await Promise.all(scopes.map((scope) => scope.get(Runtime, 'wasm')));
    for (const runtime of runtimes) await runtime.start(jq(['-n', 'last(range(1e15))']));
    const stopped = { message: 'Ended', fields: { app: 'jq', state: 'stopped' } };
    await scopes[0]?.dispose();
    expect(logs[0].entries.at(-1)).toMatchObject(stopped);
    expect(await runtimes[1]?.status('jq')).toMatchObject({ state: 'running' });
    await scopes[1]?.dispose();
    expect(logs[1].entries.at(-1)).toMatchObject(stopped);
    await checkLeaks();
  },
);
