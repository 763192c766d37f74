import { readFileSync } from 'node:fs';
import { isMortiseError } from '@mortise/core';
import { expect, test } from 'vitest';
import * as factories from './errors.ts';

const raised = [
  factories.leaked(['1 Timeout']),
  factories.missingWire('demo.a', 'demo:thing@1'),
  factories.unknownCase(['a call'], ['a call that fails']),
];

test('the README lists every code, sorted', () => {
  const readme = readFileSync(new URL('../README.md', import.meta.url), 'utf8');
  const listed = [...readme.matchAll(/^\| `([a-z_]+)` \|/gm)].map(([, code]) => code);

  expect(listed).toEqual(raised.map(({ code }) => code).sort());
  expect(Object.keys(factories)).toHaveLength(raised.length);
});

test.each(raised.map((error) => [error.code, error] as const))('%s is a MortiseError', (_, error) => {
  expect(isMortiseError(error)).toBe(true);
  expect(error.message).not.toMatch(/\.$/);
});
