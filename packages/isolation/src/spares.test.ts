import { startLeakCheck } from '@mortise/testing';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { FakeKind } from '../fixtures/fake-kind.ts';
import { rejection, Scope } from '../fixtures/scope.ts';
import { until } from '../fixtures/until.ts';
import { createIsolatedLoader } from './isolated-loader.ts';
import { Spares } from './spares.ts';

const limits = { memory: 64_000_000 };
const { signal } = new AbortController();
const crash = { kind: 'crash', how: 'exit code 7' } as const;

let kind: FakeKind;
beforeEach(() => {
  kind = new FakeKind(async () => ({}));
});

test.each([-1, 1.5, 17, '2', Number.NaN, Number.POSITIVE_INFINITY, true])(
  '%j are no spares, of a loader nor of a plugin',
  (count) => {
    const refusal = expect.objectContaining({
      code: 'invalid_option',
      message: expect.stringContaining('a whole number from 0 to 16'),
    });
    const spares = count as number;
    expect(() => createIsolatedLoader(kind, { wires: [], spares })).toThrow(refusal);
    expect(() => new Scope({}, {}, { spares }).open()).toThrow(refusal);
  },
);

test('without a count, a boundary is started for each plugin', async () => {
  const spares = new Spares(kind, 0);
  const { boundary } = await spares.take(limits, signal);
  expect(kind.boundaries).toEqual([boundary]);
});

test('prepare() starts as many as are kept, once', async () => {
  const spares = new Spares(kind, 2);
  await Promise.all([spares.prepare(limits), spares.prepare(limits)]);
  expect(kind.boundaries).toHaveLength(2);
  await spares.end();
  expect(kind.running).toBe(0);
});

test('the oldest is taken, and another one starts a little later', async () => {
  const spares = new Spares(kind, 1);
  await spares.prepare(limits);
  const [first] = kind.boundaries;
  const taken = await spares.take(limits, signal);
  expect([taken.boundary === first, taken.isSpare]).toEqual([true, true]);
  // Not at once: whoever took it needs the processor now.
  expect(kind.boundaries).toHaveLength(1);
  await until(() => expect(kind.boundaries).toHaveLength(2));
  expect((await spares.take(limits, signal)).boundary).toBe(kind.boundaries[1]);
  await spares.end();
  // Those that were taken are not its own any more.
  expect(kind.running).toBe(2);
});

test('one that is ready is taken before one that is starting, which is no spare yet', async () => {
  const spares = new Spares(kind, 2);
  let start: () => void = () => {};
  const started = new Promise<void>((resolve) => (start = resolve));
  // The first one takes longer.
  kind.beforeStart = () => (kind.boundaries.length === 1 ? started : Promise.resolve());
  const preparing = spares.prepare(limits);
  await until(() => expect(kind.boundaries).toHaveLength(2));
  await new Promise((resolve) => setImmediate(resolve));
  const [first, second] = kind.boundaries;
  const ready = await spares.take(limits, signal);
  expect([ready.boundary === second, ready.isSpare]).toEqual([true, true]);
  const starting = spares.take(limits, signal);
  start();
  expect(await starting).toEqual({ boundary: first, isSpare: false });
  await preparing;
  await spares.end();
});

test.each([
  [{ memory: 1 }, false],
  [{ stack: 1 }, false],
  [{ callTimeout: 1, idleTimeout: 1, startTimeout: 1, stopTimeout: 1 }, true],
  [{ memory: 256_000_000, stack: 256_000 }, true],
])('one that was prepared without limits is taken for %o: %o', async (other, isTaken) => {
  const spares = new Spares(kind, 1);
  await spares.prepare({});
  const { boundary, isSpare } = await spares.take(other, signal);
  expect([boundary === kind.boundaries[0], isSpare]).toEqual([isTaken, isTaken]);
  await spares.end();
});

test('a kind says which limits hold from the start', async () => {
  kind.startLimits = { callTimeout: 5_000 };
  const spares = new Spares(kind, 1);
  await spares.prepare({ memory: 1 });
  expect((await spares.take({ callTimeout: 5_000 }, signal)).isSpare).toBe(true);
  expect((await spares.take({ callTimeout: 4_000 }, signal)).isSpare).toBe(false);
  await spares.end();
});

test.each(['waits', 'starts'])('one that dies while it %s is not taken', async (when) => {
  const spares = new Spares(kind, 1);
  const prepared = spares.prepare(limits);
  if (when === 'waits') await prepared;
  kind.last.finish(crash);
  const { boundary, isSpare } = await spares.take(limits, signal);
  expect([boundary === kind.boundaries[1], isSpare]).toEqual([true, false]);
  await spares.end();
});

describe('those that die while they wait are replaced', () => {
  beforeEach(() => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] });
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  const start = async (count = 1): Promise<Spares> => {
    const spares = new Spares(kind, count);
    await spares.prepare(limits);
    return spares;
  };
  /** @returns after how many milliseconds others take their place, told by the second */
  const dieAndWait = async (after = 0): Promise<number> => {
    const before = kind.boundaries.length;
    vi.advanceTimersByTime(after);
    for (const boundary of kind.boundaries) boundary.finish(crash);
    await new Promise((resolve) => setImmediate(resolve));
    for (let waited = 100; waited <= 60_000; waited += 100) {
      await vi.advanceTimersByTimeAsync(100);
      if (kind.boundaries.length > before) return waited;
    }
    return Number.POSITIVE_INFINITY;
  };

  test.each([1, 3])('twice as late each time, up to 30 seconds, where %i are kept', async (count) => {
    const spares = await start(count);
    const waits: number[] = [];
    while (waits.length < 11) waits.push(await dieAndWait());
    expect(waits.slice(0, 5)).toEqual([100, 200, 400, 800, 1_600]);
    expect(waits.slice(-2)).toEqual([30_000, 30_000]);
    expect(kind.boundaries).toHaveLength(count * 12);
    await spares.end();
  });

  test('as soon as ever where one has lived for ten seconds', async () => {
    const spares = await start();
    for (let times = 0; times < 4; times += 1) await dieAndWait();
    expect([await dieAndWait(10_001), await dieAndWait()]).toEqual([100, 200]);
    await spares.end();
  });

  test('as soon as ever where one was taken', async () => {
    const spares = await start(2);
    for (let times = 0; times < 4; times += 1) await dieAndWait();
    kind.last.finish(crash);
    await new Promise((resolve) => setImmediate(resolve));
    const before = kind.boundaries.length;
    expect((await spares.take(limits, signal)).isSpare).toBe(true);
    await vi.advanceTimersByTimeAsync(100);
    expect(kind.boundaries).toHaveLength(before + 2);
    await spares.end();
    expect(vi.getTimerCount()).toBe(0);
  });
});

describe('one that dies when a plugin moves in', () => {
  /** @returns a scope in whose boundaries so many plugins die at once */
  const start = (dying: number): Scope => {
    const scope = new Scope({}, {}, { spares: 1 });
    const { kind } = scope;
    const { start } = kind;
    let entered = 0;
    kind.start = async (limits) => {
      const boundary = await start.call(kind, limits);
      const { enter } = boundary;
      boundary.enter = (plugin) => {
        const transport = enter.call(boundary, plugin);
        entered += 1;
        // The first is the one that has spares started.
        if (entered > 1 && entered <= 1 + dying) boundary.finish(crash);
        return transport;
      };
      return boundary;
    };
    return scope;
  };

  test('costs the plugin no more than another start', async () => {
    const scope = start(1);
    await scope.probe();
    await until(() => expect(scope.kind.boundaries).toHaveLength(2));
    await expect((await scope.probe()).nothing()).resolves.toBeUndefined();
    await scope.end();
    expect(scope.kind.running).toBe(0);
  });

  test('is not looked past twice', async () => {
    const scope = start(2);
    await scope.probe();
    await until(() => expect(scope.kind.boundaries).toHaveLength(2));
    expect(await rejection(scope.probe())).toMatchObject({
      cause: { code: 'plugin_crashed', phase: 'load' },
    });
    await scope.end();
    expect(scope.kind.running).toBe(0);
  });
});

test('one that cannot be started is told by prepare(), and costs the plugin nothing', async () => {
  const spares = new Spares(kind, 1);
  kind.beforeStart = () => Promise.reject(new Error('no threads'));
  expect(await rejection(spares.prepare(limits))).toMatchObject({ message: 'no threads' });
  const preparing = rejection(spares.prepare(limits));
  kind.beforeStart = async () => {};
  expect((await spares.take(limits, signal)).boundary).toBe(kind.boundaries[2]);
  await preparing;
  await spares.end();
});

test('prepare() says that the loader has ended meanwhile, whatever became of those that were starting', async () => {
  const spares = new Spares(kind, 1);
  let fail: (reason: Error) => void = () => {};
  const failed = new Promise<void>((_, reject) => (fail = reject));
  kind.beforeStart = () => failed;
  const preparing = rejection(spares.prepare(limits));
  const ended = spares.end();
  fail(new Error('aborted'));
  expect(await preparing).toMatchObject({ code: 'loader_ended' });
  await ended;
});

test('end() ends also those that are still starting, and starts no more', async () => {
  const check = startLeakCheck();
  const spares = new Spares(kind, 2);
  let start: () => void = () => {};
  const started = new Promise<void>((resolve) => (start = resolve));
  kind.beforeStart = () => started;
  const ready = spares.prepare(limits);
  const ended = spares.end();
  start();
  await Promise.all([ready, ended]);
  expect(kind.running).toBe(0);
  expect(await rejection(spares.prepare(limits))).toMatchObject({ code: 'loader_ended' });
  expect(kind.boundaries).toHaveLength(2);
  const { boundary: taken } = await spares.take(limits, signal);
  await until(() => expect(kind.running).toBe(1));
  await taken.end();
  await check();
});
