import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import * as factories from './errors.ts';

const raised = [
  factories.invalidDocument('list', 'x.json', [{ file: 'x.json', found: '1', expected: '2' }]),
  factories.unsupportedKeyword('$ref', ''),
];

test('the README lists every code, sorted', () => {
  const readme = readFileSync(new URL('../README.md', import.meta.url), 'utf8');
  const listed = [...readme.matchAll(/^\| `([a-z_]+)` \|/gm)].map(([, code]) => code);
  expect(listed).toEqual(raised.map(({ code }) => code));
  expect(raised).toHaveLength(Object.keys(factories).length);
});

test.each(raised)('$code says first what failed and ends without a period', ({ message }) => {
  expect(message).toMatch(/^Cannot .*[^.]$/s);
});
