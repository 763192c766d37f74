import type { AppSpec } from '@era/runtime';
import { createMemoryLog, type Log } from '@mortise/services';
import { beforeEach, expect, test } from 'vitest';
import { AppTable } from './app-table.ts';
import type { Backend, Ending, Program } from './backend.ts';
import { startFailed } from './errors.ts';
import { endOf, readAll } from './testing.ts';

const app: AppSpec = { id: 'fake', runtime: 'fake', program: '/fake' };

/** A backend whose programs end when the test says so. */
class FakeBackend implements Backend<string> {
  prepared = 0;
  timeouts: number[] = [];
  started: Promise<void> = Promise.resolve();
  end: (ending: Ending) => void = () => {};

  async prepare() {
    this.prepared += 1;
    return 'prepared';
  }

  launch: Backend<string>['launch'] = (_, __, log): Program => {
    const ended = new Promise<Ending>((resolve) => (this.end = resolve));
    log.write('stdout', new TextEncoder().encode('hello\n'));
    this.started.catch(({ message }) => this.end({ state: 'failed', reason: message }));
    const stop = async (timeout: number) => {
      this.timeouts.push(timeout);
      this.end({ state: 'failed', signal: 'SIGTERM', reason: 'ended by SIGTERM' });
      await ended;
    };
    return { pid: 42, started: this.started, ended, stop };
  };
}

const agentLog = createMemoryLog();
let backend: FakeBackend;
let table: AppTable<string>;
beforeEach(async () => {
  backend = new FakeBackend();
  table = new AppTable(backend, await agentLog({ id: 'era.fake', version: '1.0.0' }));
});

test('AppTable takes an application from installed to exited', async () => {
  await table.install(app);
  expect(await table.status('fake')).toEqual({ id: 'fake', state: 'installed' });
  await table.start(app);
  expect(await table.status('fake')).toMatchObject({ state: 'running', pid: 42 });
  backend.end({ state: 'exited', exitCode: 3 });
  expect(await endOf(table, 'fake')).toMatchObject({ state: 'exited', exitCode: 3 });
  expect(backend.prepared).toBe(1);
});

test('start() installs what was not, and what has changed', async () => {
  await table.start(app);
  backend.end({ state: 'exited', exitCode: 0 });
  await endOf(table, 'fake');
  await table.start({ ...app, args: ['other'] });
  expect(backend.prepared).toBe(2);
});

test('start() of what runs is refused, so are install() and delete()', async () => {
  const both = await Promise.allSettled([table.start(app), table.start(app)]);
  expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  for (const refused of [table.start(app), table.install(app), table.delete('fake')]) {
    await expect(refused).rejects.toMatchObject({ code: 'app_running' });
  }
});

test('start() begins a new log', async () => {
  for (const code of [0, 1]) {
    await table.start(app);
    backend.end({ state: 'exited', exitCode: code });
    expect((await readAll(table.logs('fake'))).map(({ text }) => text)).toEqual(['hello']);
  }
  expect(await table.status('fake')).toMatchObject({ exitCode: 1 });
});

test('start() that fails leaves the application failed, and may be tried again', async () => {
  backend.started = Promise.reject(startFailed('fake', 'no memory'));
  await expect(table.start(app)).rejects.toMatchObject({ code: 'start_failed' });
  expect(await table.status('fake')).toMatchObject({
    state: 'failed',
    reason: "Cannot start 'fake': no memory",
  });
  backend.started = Promise.resolve();
  await table.start(app);
});

test('stop() makes the state stopped, whatever ended the program', async () => {
  await table.start({ ...app, stopTimeout: 70 });
  await table.stop('fake');
  expect(await table.status('fake')).toMatchObject({ state: 'stopped', signal: 'SIGTERM' });
  expect(await table.status('fake')).not.toHaveProperty('reason');
  expect(backend.timeouts).toEqual([70]);
});

test('stop() prefers its own timeout, and does nothing when the application has ended', async () => {
  await table.start(app);
  await table.stop('fake', 0);
  await table.stop('fake', 0);
  expect(backend.timeouts).toEqual([0]);
});

test('stop() ends a program that has not started yet', async () => {
  let fail = (_: Error) => {};
  backend.started = new Promise((_, reject) => (fail = reject));
  const start = table.start(app).catch((error) => error.code);
  await expect.poll(() => backend.prepared, { timeout: 30_000 }).toBe(1);
  await Promise.all([table.stop('fake'), fail(startFailed('fake', 'its thread ended'))]);
  expect(await start).toBe('app_stopped');
  expect(await table.status('fake')).toMatchObject({ state: 'stopped' });
});

test('delete() forgets an application, twice too', async () => {
  await table.install(app);
  await table.delete('fake');
  await table.delete('fake');
  await expect(table.status('fake')).rejects.toMatchObject({ code: 'app_unknown' });
  await expect(readAll(table.logs('fake'))).rejects.toMatchObject({ code: 'app_unknown' });
});

test('end() stops all and starts no more', async () => {
  await table.start(app);
  await table.end();
  expect(await table.status('fake')).toMatchObject({ state: 'stopped' });
  await expect(table.start(app)).rejects.toMatchObject({ code: 'runtime_ended' });
});

test('AppTable tells the agent what started and how it ended', async () => {
  await table.start(app);
  await table.stop('fake');
  const [started, ended] = agentLog.entries.slice(-2);
  expect(started).toMatchObject({ message: 'Started', fields: { app: 'fake', pid: 42 } });
  expect(ended).toMatchObject({ message: 'Ended', fields: { app: 'fake', state: 'stopped' } });
});

test('a log that fails does no harm, and end() waits for one that is slow', async () => {
  let told = () => {};
  const answers = [
    () => Promise.reject(new Error('disk full')),
    () => new Promise<void>((resolve) => (told = resolve)),
  ];
  const log = { info: () => answers.shift()?.() } as unknown as Log;
  table = new AppTable(backend, log);
  await table.start(app);
  const order: string[] = [];
  const end = table.end().then(() => order.push('ended'));
  await expect.poll(() => answers.length, { timeout: 30_000 }).toBe(0);
  order.push('told');
  told();
  await end;
  expect(order).toEqual(['told', 'ended']);
});
