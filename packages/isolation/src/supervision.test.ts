import { MortiseError } from '@mortise/core';
import { startLeakCheck } from '@mortise/testing';
import { createProbe } from '@mortise/testing/probe';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { rejection, Scope } from '../fixtures/scope.ts';
import type { Ending } from './boundary.ts';

let check: () => Promise<void>;
let scope: Scope;
beforeEach(() => {
  check = startLeakCheck();
  scope = new Scope();
});
afterEach(async () => {
  await scope.end();
  expect(scope.kind.running, 'boundaries that still run').toBe(0);
  for (const { pending } of scope.connections)
    expect(pending).toEqual({ calls: 0, late: 0, served: 0, streams: 0, exported: 0, imported: 0 });
  await check();
});

const memory: Ending = {
  kind: 'limit',
  limit: 'memory',
  unit: 'bytes',
  allowed: 64_000_000,
  measured: 65_200_000,
};

const endings = [
  [
    'crashes',
    () => scope.kind.last.finish({ kind: 'crash', how: 'exit code 7' }),
    { code: 'plugin_crashed', message: expect.stringContaining('exit code 7') },
  ],
  [
    'takes more than it may',
    () => scope.kind.last.finish(memory),
    {
      code: 'limit_exceeded',
      message: "Plugin 'demo.probe' was ended: it took 65.20 MB of memory, and may take 64.00 MB",
      cause: memory,
    },
  ],
  [
    'breaks the protocol',
    () => scope.kind.last.pair.inject('a', 'garbage'),
    { code: 'protocol_violation', message: expect.stringContaining("Plugin 'demo.probe'") },
  ],
  ['hangs up', () => scope.kind.last.pair.b.close(), { code: 'plugin_crashed' }],
] as const;

describe.each(endings)('a plugin that %s', (_, end, expected) => {
  const reason = { ...expected, pluginId: 'demo.probe', phase: 'call' };

  test('ends waiting calls and streams at once, with the reason', async () => {
    const probe = await scope.probe();
    const waiting = [rejection(probe.wait()), rejection(probe.wait())];
    const stream = probe.endless()[Symbol.asyncIterator]();
    await stream.next();
    waiting.push(rejection(stream.next()));
    end();
    for (const error of await Promise.all(waiting)) expect(error).toMatchObject(reason);
    expect(scope.kind.running).toBe(0);
  });

  test('is started anew by the next call, with a state of its own', async () => {
    const probe = await scope.probe();
    await probe.counter(0);
    expect(await probe.liveCounters()).toBe(1);
    end();
    await scope.kind.last.ended;
    expect(await probe.liveCounters()).toBe(0);
    expect(scope.kind.boundaries).toHaveLength(2);
  });

  test("is started anew by a stream's first next", async () => {
    const probe = await scope.probe();
    const before = probe.count(2);
    end();
    await scope.kind.last.ended;
    const behind = probe.count(2);
    expect(scope.kind.boundaries).toHaveLength(1);
    for (const stream of [before, behind]) {
      const items = [];
      for await (const item of stream) items.push(item);
      expect(items).toEqual([0, 1]);
    }
    expect(scope.kind.boundaries).toHaveLength(2);
  });

  test('while it starts, is named with that phase, and the next request works', async () => {
    scope = new Scope({
      activate: async () => {
        if (scope.kind.boundaries.length > 1) return { probe: { probe: createProbe() } };
        setImmediate(end);
        return new Promise(() => {});
      },
    });
    const registry = scope.open();
    const find = () => registry.find({ id: 'mortise:probe@1' } as never, 'probe');
    expect(await rejection(find())).toMatchObject({
      code: 'activate_failed',
      pluginId: 'demo.probe',
      cause: { ...reason, phase: 'activate' },
    });
    expect(scope.kind.running).toBe(0);
    await find();
  });
});

describe('a plugin that hangs', () => {
  test('is ended where a call is late and it does not answer a ping, with all that waits', async () => {
    scope = new Scope({}, { grace: 20 });
    const probe = await scope.probe();
    const others = rejection(probe.wait());
    scope.kind.last.hang();
    expect(await rejection(probe.hang())).toMatchObject({
      code: 'deadline_exceeded',
      pluginId: 'demo.probe',
      phase: 'call',
    });
    expect(await others).toMatchObject({
      code: 'plugin_unresponsive',
      pluginId: 'demo.probe',
      phase: 'call',
      message: expect.stringContaining('20 ms'),
    });
    expect(await probe.add(1, 2)).toBe(3);
  });

  test('lives on where it answers the ping', async () => {
    scope = new Scope({}, { grace: 1_000 });
    const probe = await scope.probe();
    expect(await rejection(probe.hang())).toMatchObject({ code: 'deadline_exceeded' });
    expect(await rejection(probe.hang())).toMatchObject({ code: 'deadline_exceeded' });
    expect(await probe.add(1, 2)).toBe(3);
    expect(scope.kind.boundaries).toHaveLength(1);
  });
});

test('calls that are made while it starts anew share one start', async () => {
  const probe = await scope.probe();
  scope.kind.last.finish({ kind: 'crash', how: 'exit code 7' });
  await scope.kind.last.ended;
  expect(await Promise.all([probe.add(1, 2), probe.add(3, 4)])).toEqual([3, 7]);
  expect(scope.kind.boundaries).toHaveLength(2);
});

test('a call that waits for a start is given up by its signal at once', async () => {
  const probe = await scope.probe();
  scope.kind.last.finish({ kind: 'crash', how: 'exit code 7' });
  await scope.kind.last.ended;
  let start: () => void = () => {};
  const started = new Promise<void>((resolve) => (start = resolve));
  scope.kind.beforeStart = () => started;
  const gone = new AbortController();
  const calls = [rejection(probe.wait(gone.signal)), rejection(next(probe.endless(gone.signal)))];
  gone.abort(new Error('gone'));
  for (const error of await Promise.all(calls)) expect(error).toMatchObject({ message: 'gone' });
  start();
  expect(await probe.add(1, 2)).toBe(3);
});

test('a stream whose reader leaves while the plugin starts is never begun', async () => {
  const probe = await scope.probe();
  scope.kind.last.finish({ kind: 'crash', how: 'exit code 7' });
  await scope.kind.last.ended;
  const stream = probe.count(5)[Symbol.asyncIterator]();
  const first = stream.next();
  await stream.return?.();
  expect(await first).toEqual({ value: undefined, done: true });
  expect(await probe.itemsMade()).toBe(0);
});

test("an activate() that throws at a new start is told to the caller as the plugin's, not as the call's", async () => {
  scope = new Scope({
    activate: () => {
      if (scope.kind.boundaries.length > 1) throw Object.assign(new Error('no disk'), { code: 'no_disk' });
      return { probe: { probe: createProbe() } };
    },
  });
  const probe = await scope.probe();
  scope.kind.last.finish({ kind: 'crash', how: 'exit code 7' });
  await scope.kind.last.ended;
  for (const error of [await rejection(probe.add(1, 2)), await rejection(next(probe.count(1)))])
    expect(error).toMatchObject({
      code: expect.stringMatching(/activate_failed|backing_off/),
      pluginId: 'demo.probe',
    });
});

test('an instance whose start lasts is bounded by startTimeout, and the boundary that comes late is ended', async () => {
  // Time enough to read the bundle on a busy machine.
  scope = new Scope({}, { limits: { startTimeout: '500ms' } });
  let start: () => void = () => {};
  const started = new Promise<void>((resolve) => (start = resolve));
  scope.kind.beforeStart = () => started;
  expect(await rejection(scope.probe())).toMatchObject({
    cause: { code: 'start_timeout', pluginId: 'demo.probe', phase: 'load' },
  });
  start();
  await scope.kind.last.ended;
});

test.each([
  ['the module is imported', 'load'],
  ['it is activated', 'activate'],
] as const)('a start that hangs while %s ends with start_timeout in phase %s', async (_, phase) => {
  const never = () => new Promise<never>(() => {});
  scope = new Scope({ activate: never }, { limits: { startTimeout: '20ms' } });
  if (phase === 'load') scope.kind.importModule = never;
  expect(await rejection(scope.probe())).toMatchObject({
    code: 'activate_failed',
    cause: { code: 'start_timeout', pluginId: 'demo.probe', phase },
  });
});

test('a boundary that cannot be started is told with plugin and phase', async () => {
  scope.kind.beforeStart = async () => {
    throw new MortiseError('cannot_start', 'Cannot start a thread: no memory', { phase: 'load' });
  };
  expect(await rejection(scope.probe())).toMatchObject({
    cause: { code: 'cannot_start', pluginId: 'demo.probe', phase: 'load' },
  });
  // The fake one was counted before it failed.
  scope.kind.last.finish({ kind: 'ended' });
});

const next = (stream: AsyncIterable<unknown>) => stream[Symbol.asyncIterator]().next();

describe('a plugin that loops while a stream waits', () => {
  test('is found out, though no call is late', async () => {
    scope = new Scope({}, { limits: { callTimeout: '20ms' }, grace: 20 });
    const probe = await scope.probe();
    const stream = probe.endless()[Symbol.asyncIterator]();
    await stream.next();
    const next = rejection(stream.next());
    // From now on nothing arrives.
    scope.kind.last.pair.hold();
    expect(await next).toMatchObject({ code: 'plugin_unresponsive', phase: 'call' });
  });
});

describe('a plugin whose calls never end', () => {
  const calls = { connection: { limits: { calls: 8 } }, limits: { callTimeout: '10ms' } };

  test('is asked beyond the limit of calls, and ended where most of them are late', async () => {
    scope = new Scope({}, { ...calls, grace: 60_000 });
    const probe = await scope.probe();
    for (let late = 0; late < 5; late += 1)
      expect(await rejection(probe.hang())).toMatchObject({ code: 'deadline_exceeded' });
    expect(await rejection(probe.hang())).toMatchObject({
      code: 'plugin_unresponsive',
      message: expect.stringContaining('5 of its calls were late'),
    });
    expect(await probe.add(1, 2)).toBe(3);
    expect(scope.kind.boundaries).toHaveLength(2);
  });

  test('is told to end in order though no more calls may be made', async () => {
    scope = new Scope({}, { connection: { limits: { calls: 2 } }, grace: 60_000 });
    const probe = await scope.probe();
    const waiting = [rejection(probe.wait()), rejection(probe.wait())];
    expect(await rejection(probe.add(1, 2))).toMatchObject({
      code: 'overloaded',
      pluginId: 'demo.probe',
      phase: 'call',
    });
    await scope.end();
    for (const error of await Promise.all(waiting)) expect(error).toMatchObject({ code: 'plugin_ended' });
  });
});

test('what does not fit names the plugin', async () => {
  const probe = await scope.probe();
  expect(await rejection(probe.lie())).toMatchObject({
    code: 'invalid_value',
    pluginId: 'demo.probe',
    phase: 'call',
  });
});
