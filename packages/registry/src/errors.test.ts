import { readFileSync } from 'node:fs';
import { isMortiseError } from '@mortise/core';
import { expect, test } from 'vitest';
import * as factories from './errors.ts';

const raised = [
  ...(['connect', 'configure', 'activate', 'deactivate'] as const).map((phase) =>
    factories.pluginFailed('demo.a', phase, new Error('boom')),
  ),
  ...(['provider', 'service'] as const).map((what) => factories.missing(what, 'name')),
  factories.invalidVersion('latest'),
  factories.missingDependency('demo.a', 'demo.b'),
  factories.dependencyCycle(['demo.a', 'demo.a']),
  factories.disposeFailed([]),
  factories.duplicate('demo.a', 'one', 'two'),
  factories.registryDisposed(),
  factories.serviceRevoked('demo.a'),
  factories.unknownProvider('demo:thing@1/a', []),
];

test('the README lists every code, sorted', () => {
  const readme = readFileSync(new URL('../README.md', import.meta.url), 'utf8');
  const listed = [...readme.matchAll(/^\| `([a-z_]+)` \|/gm)].map(([, code]) => code);

  expect(listed).toEqual([...new Set(raised.map(({ code }) => code))].sort());
});

test('every factory is covered by the test above', () => {
  const source = readFileSync(new URL('errors.test.ts', import.meta.url), 'utf8');
  for (const name of Object.keys(factories)) expect(source).toContain(`factories.${name}(`);
});

test.each(raised.map((error) => [error.code, error] as const))(
  '%s is a MortiseError without a final period',
  (_, error) => {
    expect(isMortiseError(error)).toBe(true);
    expect(error.message).not.toMatch(/\.$/);
  },
);
