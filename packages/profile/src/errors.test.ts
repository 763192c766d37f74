import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import * as factories from './errors.ts';

test('the README lists every code, sorted', () => {
  const readme = readFileSync(new URL('../README.md', import.meta.url), 'utf8');
  const listed = [...readme.matchAll(/^\| `([a-z_]+)` \|/gm)].map(([, code]) => code);
  // `invalid_document` is raised by @mortise/json.
  const raised = [factories.invalidSize('6 kB').code];
  expect(listed).toEqual(['invalid_document', ...raised]);
  expect(raised).toHaveLength(Object.keys(factories).length);
});
