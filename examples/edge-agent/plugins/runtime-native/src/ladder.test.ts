import type { AppSpec } from '@era/runtime';
import { AppTable } from '@era/runtime-base';
import { endOf, leakCheck, lineOf, processEnd, readAll } from '@era/runtime-base/testing';
import { createMemoryLog } from '@mortise/services';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { nativeBackend } from './native-backend.ts';
import { fixture } from './testing.ts';

let table: AppTable<undefined>;
let checkLeaks: () => Promise<void>;
beforeEach(async () => {
  checkLeaks = leakCheck();
  table = new AppTable(nativeBackend, await createMemoryLog()({ id: 'era.native', version: '1.0.0' }));
});
afterEach(async () => {
  await table.end();
  await checkLeaks();
});

const startReady = async (app: AppSpec) => {
  await table.start(app);
  await lineOf(table, app.id, 'ready');
};
const texts = async (id: string) => (await readAll(table.logs(id))).map(({ text }) => text);

/** Longer than any test waits: a rung that is left to its end shows as a test that fails. */
const stopTimeout = 60_000;

test('stop() ends at the first rung that the program heeds', async () => {
  await startReady(fixture('ends-on-sigint', { stopSignals: ['SIGINT', 'SIGTERM'], stopTimeout }));
  await table.stop('ends-on-sigint');
  expect(await table.status('ends-on-sigint')).toMatchObject({ state: 'stopped', exitCode: 3 });
  expect(await texts('ends-on-sigint')).toEqual(['ready']);
});

test('stop() climbs to the second rung when the first one had its time', async () => {
  const app = fixture('ends-on-sigterm', { stopSignals: ['SIGINT', 'SIGTERM'], stopTimeout: 500 });
  await startReady(app);
  await table.stop(app.id);
  expect(await table.status(app.id)).toMatchObject({ state: 'stopped', exitCode: 4 });
  expect(await texts(app.id)).toEqual(['ready', 'ignored SIGINT', 'still running 500 ms after SIGINT']);
});

test('stop() kills a program that ignores every rung', async () => {
  const app = fixture('ignores-signals', { stopSignals: ['SIGINT', 'SIGTERM'], stopTimeout: 100 });
  await startReady(app);
  await table.stop(app.id);
  expect(await table.status(app.id)).toMatchObject({ state: 'stopped', signal: 'SIGKILL' });
  expect(await texts(app.id)).toContain('still running 100 ms after SIGTERM');
});

test('stop() sends SIGTERM and then SIGKILL where the application names no rungs', async () => {
  const app = fixture('ends-on-sigterm', { stopTimeout });
  await startReady(app);
  await table.stop(app.id);
  expect(await table.status(app.id)).toMatchObject({ exitCode: 4 });
  expect(await texts(app.id)).toEqual(['ready']);
});

test('stop() with no time kills at once', async () => {
  const app = fixture('ends-on-sigterm', { stopTimeout });
  await startReady(app);
  await table.stop(app.id, 0);
  expect(await table.status(app.id)).toMatchObject({ state: 'stopped', signal: 'SIGKILL' });
});

test('stop() with a shorter time overtakes one that waits', async () => {
  const app = fixture('ignores-signals', { stopTimeout });
  await startReady(app);
  const patient = table.stop(app.id);
  await lineOf(table, app.id, 'ignored SIGTERM');
  await table.stop(app.id, 0);
  await patient;
  expect(await table.status(app.id)).toMatchObject({ signal: 'SIGKILL' });
});

test('stop() reaches what the program has started', async () => {
  const app = fixture('has-child', { stopTimeout: 100, stopSignals: ['SIGTERM'] });
  await table.start(app);
  const [child] = await readFirst(app.id);
  await table.stop(app.id);
  await processEnd(Number(child));
});

test('a program that ends takes what it has started with it', async () => {
  const app = fixture('has-child');
  await table.start(app);
  const [child] = await readFirst(app.id);
  process.kill((await table.status(app.id)).pid as number, 'SIGUSR1');
  expect(await endOf(table, app.id)).toMatchObject({ state: 'exited', exitCode: 0 });
  await processEnd(Number(child));
});

test('a program ends although a process outside its group holds its output open', async () => {
  const app = fixture('leaves-stray');
  await table.start(app);
  const [stray] = await readFirst(app.id);
  try {
    expect(await endOf(table, app.id)).toMatchObject({ state: 'exited' });
  } finally {
    process.kill(Number(stray), 'SIGKILL');
  }
});

const readFirst = async (id: string): Promise<string[]> => {
  for await (const { text } of table.logs(id)) return [text];
  return [];
};
