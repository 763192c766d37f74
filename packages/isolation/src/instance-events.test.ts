import { MortiseError } from '@mortise/core';
import { startLeakCheck } from '@mortise/testing';
import { createProbe } from '@mortise/testing/probe';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { rejection, Scope } from '../fixtures/scope.ts';
import { until } from '../fixtures/until.ts';
import { type InstanceEvent, observeInstances, publishInstance } from './instance-events.ts';

const about = { pluginId: 'demo.probe', isolation: 'fake' };

let check: () => Promise<void>;
let scope: Scope;
let seen: InstanceEvent[];
let observer: Disposable;
beforeEach(() => {
  check = startLeakCheck();
  seen = [];
  observer = observeInstances((event) => seen.push(event));
});
afterEach(async () => {
  vi.useRealTimers();
  await scope.end().catch(() => {});
  observer[Symbol.dispose]();
  await check();
});

const crash = async () => {
  const { last } = scope.kind;
  last.finish({ kind: 'crash', how: 'exit code 7' });
  await last.ended;
};
const crashed = { code: 'plugin_crashed', pluginId: 'demo.probe', phase: 'call' };

test('a life in order: started, ended', async () => {
  scope = new Scope();
  await scope.probe();
  const started = { ...about, kind: 'started', milliseconds: expect.any(Number), isSpare: false };
  expect(seen).toEqual([started]);
  await scope.end();
  expect(seen).toEqual([started, { ...about, kind: 'ended', milliseconds: expect.any(Number) }]);
});

test('an end has its reason, and the new start says that it had a spare', async () => {
  scope = new Scope({}, {}, { spares: 1 });
  const probe = await scope.probe();
  await until(() => expect(scope.kind.boundaries).toHaveLength(2));
  const [first] = scope.kind.boundaries;
  first?.finish({ kind: 'crash', how: 'exit code 7' });
  await first?.ended;
  expect(seen.at(-1)).toMatchObject({ ...about, kind: 'ended', reason: crashed });
  await probe.add(1, 2);
  expect(seen.at(-1)).toMatchObject({ ...about, kind: 'started', isSpare: true });
});

test('a call that is refused says when it may be made again, as its error does', async () => {
  // It is made at once, however busy the machine is.
  vi.useFakeTimers({ toFake: ['performance'] });
  scope = new Scope();
  const probe = await scope.probe();
  await crash();
  await probe.add(1, 2);
  await crash();
  const error = (await rejection(probe.add(1, 2))) as { data: { retryIn: number } };
  expect(error).toMatchObject({ code: 'backing_off', data: { failures: 2, retryIn: expect.any(Number) } });
  expect(seen.map(({ kind }) => kind)).toEqual(['started', 'ended', 'started', 'ended', 'refused']);
  expect(seen.at(-1)).toMatchObject({ ...about, failures: 2, retryIn: error.data.retryIn, reason: crashed });
});

test('a start that fails names plugin and phase, whoever threw', async () => {
  const thrown = new Error('no disk');
  scope = new Scope({
    activate: () => {
      throw thrown;
    },
  });
  await rejection(scope.probe());
  scope.kind.beforeStart = async () => {
    throw new MortiseError('cannot_start', 'Cannot start a thread: no memory');
  };
  await rejection(scope.probe());
  scope.kind.last.finish({ kind: 'ended' });
  expect(seen).toMatchObject([
    {
      ...about,
      kind: 'failed',
      reason: { code: 'activate_failed', phase: 'activate', pluginId: 'demo.probe' },
    },
    { ...about, kind: 'failed', reason: { code: 'cannot_start', phase: 'load', pluginId: 'demo.probe' } },
  ]);
});

test('a deactivate that throws is why the end was not in order', async () => {
  scope = new Scope({
    deactivate: () => {
      throw new Error('disk is full');
    },
  });
  await scope.probe();
  await rejection(scope.end());
  expect(seen.at(-1)).toMatchObject({
    kind: 'ended',
    reason: { code: 'deactivate_failed', phase: 'deactivate', pluginId: 'demo.probe' },
  });
});

test('one that ends in the moment in which it is active has failed, and is not said to have ended', async () => {
  scope = new Scope({
    activate: () => {
      queueMicrotask(() => scope.kind.last.finish({ kind: 'crash', how: 'exit code 7' }));
      return { probe: { probe: createProbe() } };
    },
  });
  await rejection(scope.probe());
  expect(seen.map(({ kind }) => kind)).toEqual(['failed']);
});

test('nothing is made where nobody observes', async () => {
  scope = new Scope();
  observer[Symbol.dispose]();
  const change = vi.fn();
  publishInstance(about, change);
  expect(change).not.toHaveBeenCalled();
});
