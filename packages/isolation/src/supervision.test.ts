import { MortiseError } from '@mortise/core';
import { startLeakCheck } from '@mortise/testing';
import { createProbe } from '@mortise/testing/probe';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { rejection, Scope } from '../fixtures/scope.ts';
import { until } from '../fixtures/until.ts';
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
    expect(pending).toEqual({ calls: 0, late: 0, served: 0, streams: 0, left: 0, exported: 0, imported: 0 });
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
    // Nothing of it runs on: no time is given to it to end by itself.
    expect(scope.kind.last.wasKilled).toBe(true);
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

/** Its end is in the message that says it is active. @param start which of its starts */
const endAsItBecomesActive = (start: number): void => {
  const bye = [3, 12, 'connection_closed', 'so long'];
  scope.kind.tamper = (data, from) => {
    const cells = data as unknown[];
    // The first row is an answer: that of activate().
    const isActive = from === 'b' && cells[1] === 2;
    return [isActive && scope.kind.boundaries.length === start ? [...cells, ...bye] : data];
  };
};

test('a plugin that ends in the message that says it is active is not active, and the next request works', async () => {
  endAsItBecomesActive(1);
  const registry = scope.open();
  const find = () => registry.find({ id: 'mortise:probe@1' } as never, 'probe');
  expect(await rejection(find())).toMatchObject({
    code: 'activate_failed',
    cause: { code: 'plugin_crashed', pluginId: 'demo.probe', phase: 'activate' },
  });
  expect(scope.kind.running).toBe(0);
  const probe = (await find()) as Awaited<ReturnType<Scope['probe']>>;
  expect(await probe.add(1, 2)).toBe(3);
});

test('one that ends so at a new start is started anew by the calls behind it', async () => {
  const probe = await scope.probe();
  endAsItBecomesActive(2);
  scope.kind.last.finish({ kind: 'crash', how: 'exit code 7' });
  await scope.kind.last.ended;
  expect(await rejection(probe.add(1, 2))).toMatchObject({ code: 'plugin_crashed', phase: 'activate' });
  // It has failed twice, and is tried again a little later.
  await until(async () => expect(await probe.add(1, 2)).toBe(3));
});

describe('a plugin that hangs', () => {
  test('is ended where a call is late and it does not answer a ping, with all that waits', async () => {
    scope = new Scope({}, { grace: 20 });
    const probe = await scope.probe();
    const others = rejection(probe.wait());
    const { last } = scope.kind;
    last.hang();
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
    expect(last.wasKilled).toBe(true);
    expect(await probe.add(1, 2)).toBe(3);
  });

  test('is ended where nobody calls it, whatever call it has left open', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval'] });
    const probe = await scope.probe();
    const { last } = scope.kind;
    last.hang();
    const gone = new AbortController();
    const waiting = rejection(probe.wait(gone.signal));
    gone.abort();
    await waiting;
    await vi.advanceTimersByTimeAsync(90_000);
    vi.useRealTimers();
    expect(last.wasKilled).toBe(true);
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

test('a call that waits for a start passes what its arguments were when it was made', async () => {
  const probe = await scope.probe();
  scope.kind.last.finish({ kind: 'crash', how: 'exit code 7' });
  await scope.kind.last.ended;
  const bytes = new Uint8Array(2).fill(1);
  const json: Record<string, number> = { depth: 1 };
  const calls = [probe.bytes(bytes), probe.json(json)];
  bytes.fill(9);
  json.depth = 9;
  expect(await Promise.all(calls)).toEqual([new Uint8Array(2).fill(1), { depth: 1 }]);
});

test('objects and streams that such a call passes are those of its caller', async () => {
  const probe = await scope.probe();
  scope.kind.last.finish({ kind: 'crash', how: 'exit code 7' });
  await scope.kind.last.ended;
  const numbers = async function* () {
    yield* [1, 2, 3];
  };
  const listener = {
    notify: async (text: string) => `heard ${text}`,
    [Symbol.asyncDispose]: async () => {},
  };
  const doubled = [];
  const calls = [probe.sum(numbers()), probe.tell(listener, ['one'])];
  for await (const number of probe.double(numbers())) doubled.push(number);
  expect(await Promise.all(calls)).toEqual([6, ['heard one']]);
  expect(doubled).toEqual([2, 4, 6]);
});

test('one whose arguments do not fit is refused as ever, and starts nothing', async () => {
  const probe = await scope.probe();
  scope.kind.last.finish({ kind: 'crash', how: 'exit code 7' });
  await scope.kind.last.ended;
  const wrong = 'one' as never;
  for (const error of [await rejection(probe.add(wrong, 2)), await rejection(next(probe.count(wrong)))])
    expect(error).toMatchObject({ code: 'invalid_value', pluginId: 'demo.probe', phase: 'call' });
  expect(scope.kind.boundaries).toHaveLength(1);
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

test('a module whose export then() makes import() wait for ever is told with what to look for', async () => {
  scope = new Scope({}, { limits: { startTimeout: '500ms' } });
  // biome-ignore lint/suspicious/noThenProperty: this is what is tested
  scope.kind.importModule = async () => ({ then: () => {} }) as object;
  expect(await rejection(scope.probe())).toMatchObject({
    cause: {
      code: 'start_timeout',
      message: expect.stringContaining('its module was still being imported'),
      hint: expect.stringContaining("an export named 'then'"),
    },
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

describe('a plugin that loops though no call is late', () => {
  beforeEach(() => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval'] });
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  test('is found out while a stream waits', async () => {
    const probe = await scope.probe();
    const stream = probe.endless()[Symbol.asyncIterator]();
    await stream.next();
    const next = rejection(stream.next());
    // From now on nothing arrives.
    scope.kind.last.hang();
    await vi.advanceTimersByTimeAsync(61_000);
    expect(await next).toMatchObject({ code: 'plugin_unresponsive', phase: 'call' });
  });

  test('is found out while nothing at all waits, and its boundary ends', async () => {
    scope = new Scope({}, { limits: { callTimeout: '2s' } });
    const probe = await scope.probe();
    scope.kind.last.hang();
    await vi.advanceTimersByTimeAsync(5_000);
    expect(await scope.kind.last.ended).toEqual({ kind: 'ended' });
    expect(await probe.add(1, 2)).toBe(3);
    expect(scope.kind.boundaries).toHaveLength(2);
  });

  test('and lives on where it answers', async () => {
    const probe = await scope.probe();
    await vi.advanceTimersByTimeAsync(600_000);
    expect(await probe.add(1, 2)).toBe(3);
    expect(scope.kind.boundaries).toHaveLength(1);
  });
});

describe('a plugin whose streams never end', () => {
  test('is ended where those that their readers have left take all places', async () => {
    const endless = async function* () {
      yield 1;
      await new Promise(() => {});
    };
    scope = new Scope(
      { activate: () => ({ probe: { probe: { ...createProbe(), endless } } }) },
      { connection: { limits: { calls: 8 } }, limits: { stopTimeout: '10ms' } },
    );
    const probe = await scope.probe();
    for (let left = 0; left < 8; left += 1) for await (const _ of probe.endless()) break;
    expect(await rejection(probe.add(1, 2))).toMatchObject({ code: 'overloaded' });
    expect(await probe.add(1, 2)).toBe(3);
    expect(scope.kind.boundaries).toHaveLength(2);
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
      message: expect.stringContaining('nobody waits for 5 of its calls and streams'),
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
