import { readFileSync } from 'node:fs';
import type { Artifact } from '@mortise/core';
import { expect, test } from 'vitest';
import * as factories from './errors.ts';

const artifact: Artifact = {
  manifest: { manifest: 1, id: 'demo.a', provides: {} },
  version: '1.0.0',
  source: 'a',
  directory: '/a',
  main: 'index.js',
  files: {},
};
const raised = [
  factories.configureFailed(artifact, new Error('boom')),
  factories.importFailed(artifact, '/a/index.js', new Error('boom')),
  factories.missingProvider(artifact, [{ path: 'demo:b@1/c', place: 'b.c' }]),
  factories.notAPlugin(artifact, '/a/index.js', 'nothing'),
  factories.otherPlugin(artifact, '/a/index.js', 'demo.b'),
  factories.tampered(artifact, 'index.js', 'one', 'another'),
];

test('the README lists every code, sorted', () => {
  const readme = readFileSync(new URL('../README.md', import.meta.url), 'utf8');
  const listed = [...readme.matchAll(/^\| `([a-z_]+)` \|/gm)].map(([, code]) => code);
  expect(listed).toEqual(raised.map(({ code }) => code));
  expect(raised).toHaveLength(Object.keys(factories).length);
});

test.each(raised)('$code names plugin and phase, says what to do and ends without a period', (error) => {
  expect(error).toMatchObject({ pluginId: 'demo.a', phase: expect.any(String), hint: expect.any(String) });
  expect(error.message).toMatch(/^Cannot .*[^.]$/);
});

test('import_failed says that a plugin has to be built where its module is no JavaScript', () => {
  const cause = Object.assign(new TypeError('Unknown file extension'), {
    code: 'ERR_UNKNOWN_FILE_EXTENSION',
  });
  expect(factories.importFailed(artifact, '/a/plugin.ts', cause).hint).toMatch(/^Build the plugin/);
});
