import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import * as factories from './errors.ts';

const raised = [factories.cannotStart(new Error('no memory'))];

test('the README lists every code, sorted', () => {
  const readme = readFileSync(new URL('../README.md', import.meta.url), 'utf8');
  const listed = [...readme.matchAll(/^\| `([a-z]+_[a-z_]+)` \|/gm)].map(([, code]) => code);
  expect(listed).toEqual(raised.map(({ code }) => code));
  expect(raised).toHaveLength(Object.keys(factories).length);
});

test('what only says why is no cause of its own', () => {
  const cause = { kind: 'limit' };
  expect(factories.cannotStart(new Error('no memory', { cause })).cause).toBe(cause);
  expect(factories.cannotStart(new Error('no memory', { cause: undefined }))).not.toHaveProperty('cause');
});

test.each([
  ['Worker initialization failure: EMFILE', 'ulimit -n'],
  ['ENOENT: no such file or directory, uv_cwd', 'working folder'],
])('where %s is why, the hint is of the program, and not of limits', (why, hint) => {
  const error = factories.cannotStart(new Error(`uncaught: ${why}`));
  expect(error.hint).toContain(hint);
  expect(error.hint).not.toContain('memory');
});

test.each(raised)('$code names the phase, says what to do and ends without a period', (error) => {
  expect(error).toMatchObject({ phase: 'load', hint: expect.any(String), cause: expect.any(Error) });
  expect(error.message).toMatch(/^Cannot .*: no memory$/);
});
