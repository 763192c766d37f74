import { expect, test } from 'vitest';
import { lowestLimits } from './limits.ts';

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
