import { Worker } from 'node:worker_threads';
import type { PluginManifest } from '@mortise/core';
import { startLeakCheck } from '@mortise/testing';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { rejection } from '../../fixtures/scope.ts';
import { until } from '../../fixtures/until.ts';
import type { Ending } from '../boundary.ts';
import { ThreadBoundary, type ThreadOptions } from './thread-boundary.ts';

let check: () => Promise<void>;
beforeEach(() => {
  check = startLeakCheck();
});
afterEach(async () => {
  await check();
});

/** What a thread runs: it has `note`, `parentPort` and `start`. */
const fileOf = (code: string): URL => {
  const before = `import { parentPort, workerData } from 'node:worker_threads';
    const { start, notes } = workerData;
    const note = (data) => notes.postMessage(data);
    const print = (text) => note({ kind: 'output', stream: 'stdout', bytes: new TextEncoder().encode(text) });`;
  return new URL(`data:text/javascript,${encodeURIComponent(`${before}\n${code}`)}`);
};
const stays = 'parentPort.on("message", () => {});';
const ready = `note({ kind: 'ready' }); ${stays}`;

const start = (code: string, more: Partial<ThreadOptions> = {}, signal?: AbortSignal) =>
  ThreadBoundary.start(
    { file: fileOf(code), output: () => {}, fileName: ({ href }) => href, ...more },
    signal,
  );

const manifest: PluginManifest = { id: 'demo.a', version: '1.0.0', provides: {} };
const plugin = { manifest, limits: {}, file: new URL('file:///a.js'), code: new Uint8Array() };

test('what a thread has compiled before a plugin was there is given to the next ones, and nothing that it says later', async () => {
  const output = vi.fn();
  const code = `print('nobody\\n');
    note({ kind: 'ready', compiled: { id: 'own', code: new Uint8Array([workerData.compiled ? 2 : 1]) } });
    note({ kind: 'ready', compiled: { id: 'forged', code: new Uint8Array([3]) } });
    parentPort.on('message', () => print(JSON.stringify(workerData.compiled ?? 'none') + '\\n'));`;
  for (const found of ['"none"', '{"id":"own","code":{"0":1}}', '{"id":"own","code":{"0":2}}']) {
    const thread = await start(code, { output });
    thread.enter(plugin);
    await until(() => expect(output).toHaveBeenLastCalledWith(found, 'demo.a'));
    await thread.end();
  }
});

test('a thread that missed that it is to end is told again', async () => {
  const thread = await start(ready);
  const terminate = vi.spyOn(Worker.prototype, 'terminate').mockResolvedValueOnce(0).mockResolvedValueOnce(0);
  await thread.end();
  // More often where it takes its time to go.
  expect(terminate.mock.calls.length).toBeGreaterThanOrEqual(3);
  expect(await thread.ended).toEqual({ kind: 'ended' });
  terminate.mockRestore();
});

test('a thread starts, gets what it begins with and nothing of the host, and ends', async () => {
  const output = vi.fn();
  const code = `print('nobody\\n'); ${ready}
    parentPort.on('message', () => print(JSON.stringify([start, Object.keys(process.env), process.argv.slice(2)]) + '\\n'));`;
  const thread = await start(code, { start: { from: 'host' }, output });
  thread.enter(plugin);
  await until(() => expect(output).toHaveBeenCalledWith('[{"from":"host"},[],[]]', 'demo.a'));
  // What was printed before is no plugin's.
  expect(output).toHaveBeenCalledTimes(1);
  await thread.end();
  await thread.end();
  expect(await thread.ended).toEqual({ kind: 'ended' });
});

test.each([
  ['throws', 'throw new Error("no disk")', 'uncaught: no disk'],
  ['ends', 'process.exit(7)', 'its thread has ended with exit code 7'],
])('a thread that %s before it is ready cannot be started', async (_, code, message) => {
  expect(await rejection(start(code))).toMatchObject({ message });
});

test('a limit that a thread cannot start with is told with its figures', async () => {
  const limit = { kind: 'limit', limit: 'memory', unit: 'bytes', allowed: 1e6, measured: 2e6 } as const;
  const error = await rejection(start('throw null', { endingOf: () => limit }));
  expect(error).toMatchObject({ message: 'it took 2.00 MB of memory, and may take 1.00 MB', cause: limit });
});

test('a start is given up by its signal, before and while it goes on', async () => {
  const giveUp = new AbortController();
  const starting = rejection(start(stays, {}, giveUp.signal));
  const reason = new Error('no time');
  giveUp.abort(reason);
  expect(await starting).toBe(reason);
  expect(await rejection(start(ready, {}, giveUp.signal))).toBe(reason);
});

test('what nothing catches is a crash with a short copy of it, or what the loader knows better', async () => {
  const code = `${ready} setImmediate(() => { throw Object.assign(new Error('x'.repeat(1e6)), { data: 'y'.repeat(1e6) }); });`;
  const ending = await (await start(code)).ended;
  expect(ending).toMatchObject({ kind: 'crash', how: expect.stringMatching(/^uncaught: x+$/) });
  expect(JSON.stringify(ending).length).toBeLessThan(20_000);
  const limit = { kind: 'limit', limit: 'memory', unit: 'bytes', allowed: 1, measured: 2 } as const;
  expect(await (await start(code, { endingOf: () => limit })).ended).toBe(limit);
});

test('what was printed last arrives, line by line, also where the thread ends at once', async () => {
  const output = vi.fn();
  const code = `${ready}
    parentPort.on('message', () => { print('one\\ntwo\\nth'); print('ree'); process.exit(0); });`;
  const thread = await start(code, { output });
  thread.enter(plugin);
  await thread.ended;
  expect(output.mock.calls.map(([line]) => line)).toEqual(['one', 'two', 'three']);
});

test.each([
  ['Promise.reject(null)', 'a promise was rejected with null'],
  ["Promise.reject('no disk')", 'a promise was rejected with no disk'],
  ["Promise.reject('')", 'a promise was rejected with an empty text'],
  ["Promise.reject(new Error('no disk'))", 'no disk'],
  ['(() => { throw null; })()', 'it threw null'],
  ['(() => { throw new Error(); })()', 'it threw an object without a message'],
])('%s, which nothing catches, is told by what it was', async (thrown, text) => {
  const { ended } = await start(`${ready} setImmediate(() => ${thrown});`);
  expect(await ended).toMatchObject({ kind: 'crash', how: `uncaught: ${text}`, cause: { message: text } });
});

test("a note of the thread's own ends it, and what is no note is passed over", async () => {
  const ending: Ending = { kind: 'crash', how: 'its engine has ended' };
  const endOfNote = vi.fn((note: unknown) =>
    (note as { kind: string }).kind === 'end' ? ending : undefined,
  );
  const code = `${ready} for (const odd of [null, 'text', 7, undefined, { kind: 'odd' }, { kind: 'end' }]) note(odd);`;
  expect(await (await start(code, { endOfNote })).ended).toBe(ending);
  expect(endOfNote.mock.calls).toEqual([[{ kind: 'odd' }], [{ kind: 'end' }]]);
});

test('whoever watches can end it, and is told to stop', async () => {
  const stop = vi.fn();
  const limit = { kind: 'limit', limit: 'memory', unit: 'bytes', allowed: 1, measured: 2 } as const;
  let exceed: (ending: Ending) => void = () => {};
  const watch = (_: Worker, tell: typeof exceed) => {
    exceed = tell;
    return stop;
  };
  const thread = await start(ready, { watch });
  exceed(limit);
  expect(await thread.ended).toBe(limit);
  expect(stop).toHaveBeenCalledTimes(1);
});

test('a plugin is handed in as the loader says, and the thread says how it has ended', async () => {
  const code = `note({ kind: 'ready' }); parentPort.on('message', (data) => { if (data.task.manifest.id === 'demo.a' && data.source === '1' && data.file === 'mine') process.exit(3); });`;
  const thread = await start(code, { fileName: () => 'mine' });
  thread.enter({ ...plugin, code: new TextEncoder().encode('1') });
  thread.hold();
  expect(await thread.ended).toEqual({ kind: 'crash', how: 'its thread has ended with exit code 3' });
});

test('a loop that never ends is ended', async () => {
  const thread = await start(`${ready} setImmediate(() => { for (;;); });`);
  await thread.end();
  expect(await thread.ended).toEqual({ kind: 'ended' });
});
