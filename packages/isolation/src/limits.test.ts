import { expect, test } from 'vitest';
import { FakeKind } from '../fixtures/fake-kind.ts';
import { lowered, lowestLimits, startLimitsOf } from './limits.ts';

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

const kind = new FakeKind(async () => ({}));

test.each([
  ['lowers what the host told', { memory: 64e6 }, { memory: 32e6 }, { memory: 32e6 }],
  ['does not raise what the host told', { memory: 64e6 }, { memory: 128e6 }, { memory: 64e6 }],
  ['lowers what holds unless told', {}, { memory: 128e6, stack: 8e3 }, { memory: 128e6, stack: 8e3 }],
  ['raises nothing that holds unless told', {}, { memory: 900e6, stack: 1e6 }, {}],
  ['says nothing', { memory: 900e6, callTimeout: 5 }, {}, { memory: 900e6 }],
])('of the limits that hold from the start, a manifest %s', (_, told, manifest, limits) => {
  expect(startLimitsOf({ told, manifest }, kind)).toEqual({ ...limits, startTimeout: 10_000 });
});

test.each([
  [{}, {}, 10_000],
  [{ startTimeout: 60_000 }, {}, 60_000],
  [{ startTimeout: 60_000 }, { startTimeout: 20_000 }, 20_000],
  [{}, { startTimeout: 20_000 }, 10_000],
  [{}, { startTimeout: 500 }, 500],
])('told %o and with a manifest of %o, a start may take %i ms', (told, manifest, most) => {
  expect(lowered({ told, manifest }, 'startTimeout', 10_000)).toBe(most);
  expect(startLimitsOf({ told, manifest }, kind)).toMatchObject({ startTimeout: most });
});

test('a kind names what holds from its start, also of calls', () => {
  const inline = new FakeKind(async () => ({}));
  inline.startLimits = { callTimeout: 5_000 };
  const limitsOf = (told: object, manifest: object) => startLimitsOf({ told, manifest }, inline);
  expect(limitsOf({}, { callTimeout: 20_000 })).not.toHaveProperty('callTimeout');
  expect(limitsOf({ callTimeout: 30_000 }, { callTimeout: 20_000 })).toMatchObject({ callTimeout: 20_000 });
});
