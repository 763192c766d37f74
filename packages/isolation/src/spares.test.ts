import { startLeakCheck } from '@mortise/testing';
import { beforeEach, expect, test, vi } from 'vitest';
import { FakeKind } from '../fixtures/fake-kind.ts';
import { rejection } from '../fixtures/scope.ts';
import { Spares } from './spares.ts';

const limits = { memory: 64_000_000 };
const { signal } = new AbortController();
const crash = { kind: 'crash', how: 'exit code 7' } as const;

let kind: FakeKind;
beforeEach(() => {
  kind = new FakeKind(async () => ({}));
});

test('without a count, a boundary is started for each plugin', async () => {
  const spares = new Spares(kind, 0);
  const boundary = await spares.take(limits, signal);
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
  expect(await spares.take(limits, signal)).toBe(first);
  // Not at once: whoever took it needs the processor now.
  expect(kind.boundaries).toHaveLength(1);
  await vi.waitFor(() => expect(kind.boundaries).toHaveLength(2));
  expect(await spares.take(limits, signal)).toBe(kind.boundaries[1]);
  await spares.end();
  // Those that were taken are not its own any more.
  expect(kind.running).toBe(2);
});

test.each([{ memory: 1 }, { stack: 1 }, { callTimeout: 1 }])(
  'one for other limits is not taken for %o',
  async (other) => {
    const spares = new Spares(kind, 1);
    await spares.prepare({});
    expect((await spares.take(other, signal)) as unknown).not.toBe(kind.boundaries[0]);
    await spares.end();
  },
);

test('one that dies while it waits is not taken', async () => {
  const spares = new Spares(kind, 1);
  await spares.prepare(limits);
  kind.last.finish(crash);
  await kind.last.ended;
  await new Promise((resolve) => setImmediate(resolve));
  expect(await spares.take(limits, signal)).toBe(kind.boundaries[1]);
  await spares.end();
});

test('one that cannot be started is told by prepare(), and costs the plugin nothing', async () => {
  const spares = new Spares(kind, 1);
  kind.beforeStart = () => Promise.reject(new Error('no threads'));
  expect(await rejection(spares.prepare(limits))).toMatchObject({ message: 'no threads' });
  const preparing = rejection(spares.prepare(limits));
  kind.beforeStart = async () => {};
  expect(await spares.take(limits, signal)).toBe(kind.boundaries[2]);
  await preparing;
  await spares.end();
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
  await spares.prepare(limits);
  expect(kind.boundaries).toHaveLength(2);
  const taken = await spares.take(limits, signal);
  await vi.waitFor(() => expect(kind.running).toBe(1));
  await taken.end();
  await check();
});
