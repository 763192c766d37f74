import { PassThrough } from 'node:stream';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { readSlowly } from './read-slowly.ts';

const mebibyte = 1024 * 1024;
const later = () => new Promise((resolve) => setImmediate(resolve));

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
});
afterEach(() => {
  vi.useRealTimers();
});

const flood = (mebibytes: number) => {
  const stream = new PassThrough({ highWaterMark: 64 * mebibyte });
  let read = 0;
  const readRest = readSlowly(stream, ({ length }) => {
    read += length;
  });
  for (let count = 0; count < mebibytes; count += 1) stream.write(new Uint8Array(mebibyte));
  return { stream, readRest, read: () => read / mebibyte };
};

test('readSlowly() leaves what is too much for a second where it is', async () => {
  const { stream, read } = flood(20);
  await later();
  expect(read()).toBe(8);
  await vi.advanceTimersByTimeAsync(1_000);
  await later();
  expect(read()).toBe(16);
  await vi.advanceTimersByTimeAsync(1_000);
  await later();
  expect(read()).toBe(20);
  stream.destroy();
});

test('readSlowly() reads all that is left when it is told to, and keeps no timer', async () => {
  const { readRest, read } = flood(20);
  await later();
  readRest();
  await later();
  expect(read()).toBe(20);
  expect(vi.getTimerCount()).toBe(0);
});
