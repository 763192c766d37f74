import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import * as factories from './errors.ts';

const raised = [
  factories.missingMain('demo.a', 'a', "'index.js'"),
  factories.noVersion('demo.a', 'a'),
  factories.outsideFolder('demo.a', 'a', "'../b.js'", '/b.js'),
  factories.unreadable('demo.a', 'a', new Error('boom')),
];

test('the README lists every code, sorted', () => {
  const readme = readFileSync(new URL('../README.md', import.meta.url), 'utf8');
  const listed = [...readme.matchAll(/^\| `([a-z_]+)` \|/gm)].map(([, code]) => code);
  // `invalid_document` is raised by @mortise/json.
  expect(listed).toEqual(['invalid_document', ...raised.map(({ code }) => code)]);
  expect(raised).toHaveLength(Object.keys(factories).length);
});

test.each(raised)('$code names plugin and phase, says what to do and ends without a period', (error) => {
  expect(error).toMatchObject({ pluginId: 'demo.a', phase: 'load', hint: expect.any(String) });
  expect(error.message).toMatch(/^Cannot .*[^.]$/);
});
