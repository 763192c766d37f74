import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import * as factories from './errors.ts';

const raised = [
  factories.cannotStart('/bin/deno', 'it has ended'),
  factories.denoNotFound(["npm's package 'deno'", 'the PATH']),
  factories.invalidFlag('main.ts'),
  factories.oldDeno('/bin/deno', '1.0.0', '2.5.0'),
];

test('the README lists every code, sorted', () => {
  const readme = readFileSync(new URL('../README.md', import.meta.url), 'utf8');
  const listed = [...readme.matchAll(/^\| `([a-z_]+)` \|/gm)].map(([, code]) => code);
  expect(listed).toEqual(raised.map(({ code }) => code));
  expect(raised).toHaveLength(Object.keys(factories).length);
});

test('where flags were given, a hint of a start names them', () => {
  const { hint } = factories.cannotStart('/bin/deno', 'it has ended', { unsafeFlags: ['--nonsense'] });
  expect(hint).toContain("'unsafeFlags' first: --nonsense");
});

test('where the host has too many files open, the hint is of that', () => {
  const { hint } = factories.cannotStart('/bin/deno', 'no', { cause: new Error('spawn deno EMFILE') });
  expect(hint).toContain('ulimit -n');
  expect(hint).not.toContain('memory');
});

test.each(raised)('$code names the phase, says what to do and ends without a period', (error) => {
  expect(error).toMatchObject({ phase: 'load', hint: expect.any(String) });
  expect(error.message).toMatch(/^Cannot .*[^.]$/);
});
