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

test.each(raised)('$code names the phase, says what to do and ends without a period', (error) => {
  expect(error).toMatchObject({ phase: 'load', hint: expect.any(String), cause: expect.any(Error) });
  expect(error.message).toMatch(/^Cannot .*: no memory$/);
});
