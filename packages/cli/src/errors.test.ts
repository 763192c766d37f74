import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { noPackage } from './errors.ts';

test('errors.ts holds the codes that the README explains, both sorted', () => {
  const source = readFileSync(new URL('./errors.ts', import.meta.url), 'utf8');
  const readme = readFileSync(new URL('../README.md', import.meta.url), 'utf8');
  const thrown = [...source.matchAll(/new MortiseError\(\s*'([a-z_]+)'/g)].map(([, code]) => code);
  const explained = [...readme.matchAll(/^\| `([a-z_]+)` \|/gm)].map(([, code]) => code);
  expect(thrown.length).toBeGreaterThan(0);
  expect(thrown).toEqual([...thrown].sort());
  expect(explained).toEqual(thrown);
});

test('noPackage() asks for a package of ESM, which npm init alone does not make', () => {
  expect(noPackage('/a').hint).toContain('"type": "module"');
});
