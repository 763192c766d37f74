import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import * as factories from './errors.ts';

const raised = [factories.cannotStart(new Error('no memory')), factories.stackTooSmall(1_000, 8_000)];

test('the README lists every code, sorted', () => {
  const readme = readFileSync(new URL('../README.md', import.meta.url), 'utf8');
  const listed = [...readme.matchAll(/^\| `([a-z]+_[a-z_]+)` \|/gm)].map(([, code]) => code);
  expect(listed).toEqual([...new Set(raised.map(({ code }) => code))]);
  expect(raised).toHaveLength(Object.keys(factories).length);
});

test('what it was thrown for is its cause', () => {
  expect(raised[0]?.cause).toMatchObject({ message: 'no memory' });
});

test('what only says why is no cause of its own', () => {
  const cause = new Error('no memory');
  expect(factories.cannotStart(new Error('uncaught: no memory', { cause })).cause).toBe(cause);
});

test.each([
  ["EMFILE: too many open files, open 'engine.wasm'", 'ulimit -n'],
  ['ENOENT: process.cwd failed with error no such file or directory, uv_cwd', 'working folder'],
  ['no memory', 'guest/engine.wasm'],
])('the hint is about what stands in its way: %s', (message, hint) => {
  expect(factories.cannotStart(new Error(message)).hint).toContain(hint);
});

test.each(raised)('$code names the phase, says what to do and ends without a period', (error) => {
  expect(error).toMatchObject({ phase: 'load', hint: expect.any(String) });
  expect(error.message).toMatch(/^Cannot start an engine: .*\w$/);
});
