import { expect, test, vi } from 'vitest';
import { Bytecodes } from './bytecodes.ts';

test('Bytecodes.of() compiles what it is asked for a second time, by source and file, and once', () => {
  const codes = new Bytecodes();
  const compile = vi.fn(() => new Uint8Array(10));
  expect(codes.of('a', 'a.js', compile)).toBeUndefined();
  expect(codes.of('b', 'a.js', compile)).toBeUndefined();
  expect(codes.of('a', 'b.js', compile)).toBeUndefined();
  expect(compile).not.toHaveBeenCalled();
  const code = codes.of('a', 'a.js', compile);
  expect(code).toHaveLength(10);
  expect(codes.of('a', 'a.js', compile)).toBe(code);
  expect(compile).toHaveBeenCalledTimes(1);
});

test('Bytecodes.of() forgets what was not asked for the longest where it has 4 MiB', () => {
  const codes = new Bytecodes();
  const megabyte = () => new Uint8Array(1024 * 1024);
  const twice = (source: string) => [1, 2].map(() => codes.of(source, 'a.js', megabyte));
  for (const source of ['a', 'b', 'c']) twice(source);
  codes.of('a', 'a.js', megabyte);
  twice('d');
  const unasked = vi.fn(megabyte);
  expect(codes.of('a', 'a.js', unasked)).toBeDefined();
  expect(codes.of('b', 'a.js', unasked)).toBeUndefined();
  expect(unasked).not.toHaveBeenCalled();
});

test('Bytecodes.of() lets pass what cannot be compiled, and tries again', () => {
  const codes = new Bytecodes();
  const fail = () => {
    throw new Error('no memory');
  };
  codes.of('a', 'a.js', fail);
  expect(() => codes.of('a', 'a.js', fail)).toThrow('no memory');
  expect(codes.of('a', 'a.js', () => new Uint8Array(1))).toHaveLength(1);
});
