import { startLeakCheck } from '@mortise/testing';
import { expect, test } from 'vitest';
import { Scope } from '../fixtures/scope.ts';

test('a spare takes the plugin, and another takes its place; all end with the loader', async () => {
  const check = startLeakCheck();
  const scope = new Scope({ json: 'return Deno.pid;', options: { spares: 1 } });
  await scope.loader.prepare();
  const probe = await scope.probe();
  const pid = (await probe.json(null)) as number;
  process.kill(pid, 'SIGKILL');
  // The call may still reach the one that is being killed.
  const next = await probe.json(null).catch(() => probe.json(null));
  expect(next).not.toBe(pid);
  await scope.end();
  await check();
});

test('a loader with spares that are still starting ends', async () => {
  const check = startLeakCheck();
  const scope = new Scope({ options: { spares: 2 } });
  void scope.loader.prepare().catch(() => {});
  await scope.end();
  await check();
});
