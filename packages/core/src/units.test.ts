import { expect, test } from 'vitest';
import { formatSize, parseDuration, parseSize } from './units.ts';

test.each([
  ['1B', 1],
  ['6kB', 6000],
  ['1.5kB', 1500],
  ['0.5kB', 500],
  ['0.05kB', 50],
  ['0.1B', 1],
  ['1.001kB', 1001],
  ['64MB', 64e6],
  ['2GB', 2e9],
  ['1KiB', 1024],
  ['1.5MiB', 1_572_864],
  ['1GiB', 1_073_741_824],
])('parseSize() reads %s as %i bytes', (text, bytes) => {
  expect(parseSize(text)).toBe(bytes);
});

test.each([
  '',
  '12',
  'kB',
  '6 kB',
  '6kb',
  '6KB',
  '-1kB',
  '0kB',
  '0.0kB',
  '00.5kB',
  '1.2.3kB',
  '1e3B',
  '.5kB',
  '1constructor',
])('parseSize() refuses %j', (text) => {
  expect(() => parseSize(text)).toThrow(
    expect.objectContaining({
      code: 'invalid_size',
      message: `Cannot read size '${text}': it must be a number and a unit`,
      hint: expect.stringContaining('"6kB"'),
    }),
  );
});

test.each([
  [0, '0 B'],
  [999, '999 B'],
  [1000, '1.00 kB'],
  [6144, '6.14 kB'],
  [999_994, '999.99 kB'],
  [999_995, '1.00 MB'],
  [1e6, '1.00 MB'],
  [64e6, '64.00 MB'],
])('formatSize(%i) is %s', (bytes, text) => {
  expect(formatSize(bytes)).toBe(text);
});

test.each([
  ['1ms', 1],
  ['500ms', 500],
  ['5s', 5000],
  ['1.5s', 1500],
  ['2m', 120_000],
])('parseDuration() reads %s as %i ms', (text, milliseconds) => {
  expect(parseDuration(text)).toBe(milliseconds);
});

test.each(['', '12', 's', '5 s', '0s', '-1s', '5h', '1e3ms', '5S'])('parseDuration() refuses %j', (text) => {
  expect(() => parseDuration(text)).toThrow(
    expect.objectContaining({ code: 'invalid_duration', hint: expect.stringContaining('"500ms"') }),
  );
});
