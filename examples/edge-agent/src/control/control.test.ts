import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { createConnection, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { removeAddress } from './address.ts';
import { ask } from './client.ts';
import { type Answer, openControl } from './server.ts';

const all = async (values: AsyncIterable<unknown>): Promise<unknown[]> => {
  const read: unknown[] = [];
  for await (const value of values) read.push(value);
  return read;
};
const echo: Answer = async function* (request) {
  yield request;
  yield 'second';
};

test('ask() gets the values of an answer, several clients at a time', async () => {
  const control = await openControl(echo);
  const request = { ask: 'stop', id: 'report', timeout: 5 } as const;
  const answers = await Promise.all([all(ask(control.address, request)), all(ask(control.address, request))]);
  expect(answers).toEqual([
    [request, 'second'],
    [request, 'second'],
  ]);
  await control.close();
});

test('ask() rejects with the error of an answer', async () => {
  const control = await openControl(async function* () {
    yield 1;
    throw Object.assign(new Error('Cannot'), { code: 'app_unknown', hint: 'Look' });
  });
  const asking = all(ask(control.address, { ask: 'list' }));
  await expect(asking).rejects.toMatchObject({ code: 'app_unknown', message: 'Cannot', hint: 'Look' });
  await control.close();
});

test('openControl() lets no other user in and leaves nothing behind', async () => {
  const control = await openControl(echo);
  const folder = dirname(control.address);
  expect((await stat(folder)).mode & 0o777).toBe(0o700);
  await control.close();
  expect(existsSync(folder)).toBe(false);
  await expect(all(ask(control.address, { ask: 'list' }))).rejects.toMatchObject({ code: 'agent_gone' });
});

test('openControl() survives clients that talk nonsense, too much, or go', async () => {
  const control = await openControl(echo);
  for (const text of ['nonsense\n', 'x'.repeat(10_000), '']) {
    const socket = createConnection(control.address);
    socket.end(text);
    socket.resume();
    await once(socket, 'close');
  }
  expect(await all(ask(control.address, { ask: 'list' }))).toHaveLength(2);
  await control.close();
});

test('close() waits for the answers under way', async () => {
  let release = () => {};
  const held = new Promise<void>((resolve) => (release = resolve));
  let asked = () => {};
  const isAsked = new Promise<void>((resolve) => (asked = resolve));
  const control = await openControl(async function* () {
    asked();
    await held;
    yield 'late';
  });
  const answer = all(ask(control.address, { ask: 'list' }));
  await isAsked;
  const closed = control.close();
  release();
  expect(await answer).toEqual(['late']);
  await closed;
});

test('an answer learns that its client has gone', async () => {
  let leave = () => {};
  const left = new Promise<void>((resolve) => (leave = resolve));
  const control = await openControl(async function* (_, gone) {
    yield 'first';
    await once(gone, 'abort');
    leave();
  });
  for await (const _ of ask(control.address, { ask: 'list' })) break;
  await left;
  await control.close();
});

test('ask() tells an agent that is silent from one that has gone', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'silent-'));
  const server = createServer(() => {}).listen(join(folder, 'agent.sock'));
  await once(server, 'listening');
  const asking = all(ask(join(folder, 'agent.sock'), { ask: 'list' }, 50));
  await expect(asking).rejects.toMatchObject({ code: 'agent_silent' });
  server.close();
  await rm(folder, { recursive: true });
});

test('removeAddress() spares everything but a socket and its empty folder', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'spared-'));
  const [file, other] = [join(folder, 'agent.sock'), join(folder, 'other')];
  await writeFile(file, 'a file of somebody');
  await removeAddress(file);
  expect(existsSync(file)).toBe(true);
  await rm(file);
  await mkdir(other);
  await removeAddress(file);
  expect(existsSync(other)).toBe(true);
  await rm(folder, { recursive: true });
});
