import { expect, test } from 'vitest';
import { FakeKind } from '../fixtures/fake-kind.ts';
import { limitsOfPlugin, lowestLimits } from './limits.ts';

test('lowestLimits() takes the lowest of each, in bytes and milliseconds', () => {
  const profile = { memory: '64MB', callTimeout: '5s' };
  const manifest = {
    memory: '32MiB',
    callTimeout: '1m',
    stack: '512KiB',
    startTimeout: '500ms',
    stopTimeout: '1s',
  };
  expect(lowestLimits(profile, undefined, manifest)).toEqual({
    memory: 32 * 1024 * 1024,
    callTimeout: 5_000,
    stack: 512 * 1024,
    startTimeout: 500,
    stopTimeout: 1_000,
  });
});

test('lowestLimits() passes over what is not told', () => {
  const limits = { memory: undefined } as unknown as { memory: string };
  expect(lowestLimits(undefined, {}, limits)).toEqual({});
});

test('lowestLimits() refuses what is no size and no time', () => {
  expect(() => lowestLimits({ memory: '64' })).toThrow(expect.objectContaining({ code: 'invalid_size' }));
  expect(() => lowestLimits({ callTimeout: '5MB' })).toThrow(
    expect.objectContaining({ code: 'invalid_duration' }),
  );
});

test.each([
  ['lowers what the host told', { memory: 64e6 }, {}, { memory: '32MB' }, { memory: 32e6 }],
  ['does not raise what the host told', { memory: 64e6 }, {}, { memory: '128MB' }, { memory: 64e6 }],
  [
    'lowers what holds unless told',
    {},
    {},
    { memory: '128MB', startTimeout: '5s' },
    { memory: 128e6, startTimeout: 5e3 },
  ],
  ['raises nothing that holds unless told', {}, {}, { memory: '900MB', stack: '1MB' }, {}],
  [
    'waits no longer',
    {},
    {},
    { startTimeout: '1m', stopTimeout: '1m', callTimeout: '1m', idleTimeout: '60m' },
    {},
  ],
  [
    'is below what the connection says',
    {},
    { deadline: 500, idle: 600 },
    { callTimeout: '501ms', idleTimeout: '599ms' },
    { idleTimeout: 599 },
  ],
  [
    'knows no bound',
    {},
    { deadline: Number.POSITIVE_INFINITY },
    { callTimeout: '60m' },
    { callTimeout: 3_600_000 },
  ],
  ['says nothing', { callTimeout: 9 }, {}, undefined, { callTimeout: 9 }],
])('a manifest %s', (_, told, connection, manifest, limits) => {
  expect(limitsOfPlugin(new FakeKind(async () => ({})), { connection }, told, manifest)).toEqual(limits);
});

test('a kind in which calls may not take long says how long', () => {
  const kind = new FakeKind(async () => ({}));
  kind.startLimits = { callTimeout: 5_000 };
  expect(limitsOfPlugin(kind, {}, {}, { callTimeout: '20s' })).toEqual({});
  expect(limitsOfPlugin(kind, {}, { callTimeout: 30_000 }, { callTimeout: '20s' })).toEqual({
    callTimeout: 20_000,
  });
});
