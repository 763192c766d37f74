import { Runtime } from '@era/runtime';
import { leakCheck } from '@era/runtime-base/testing';
import { createCatalog, createRegistry } from '@mortise/registry';
import { createMemoryLog } from '@mortise/services';
import { expect, test } from 'vitest';
import plugin from './plugin.ts';
import { jq } from './testing.ts';

test('the end of a scope ends its applications, and no others', async () => {
  const checkLeaks = leakCheck();
  const createScope = () => createRegistry(createCatalog([plugin]), { services: { log: createMemoryLog() } });
  const [first, second] = [createScope(), createScope()];
  const runtimes = [await first.get(Runtime, 'wasm'), await second.get(Runtime, 'wasm')] as const;
  for (const runtime of runtimes) await runtime.start(jq(['-n', 'last(range(1e15))']));
  await first.dispose();
  expect(await runtimes[0].status('jq')).toMatchObject({ state: 'stopped' });
  expect(await runtimes[1].status('jq')).toMatchObject({ state: 'running' });
  await second.dispose();
  expect(await runtimes[1].status('jq')).toMatchObject({ state: 'stopped' });
  await checkLeaks();
});
