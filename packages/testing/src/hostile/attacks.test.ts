import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { attacks } from './attacks.ts';

const corpus = new URL('../../hostile/', import.meta.url);
const names = attacks.map(({ name }) => name);

test('attacks lists every file of the corpus, once', () => {
  const files = readdirSync(corpus)
    .filter((file) => file.endsWith('.mjs') && file !== 'neighbour.mjs')
    .map((file) => file.slice(0, -'.mjs'.length));

  expect([...names].sort()).toEqual(files.sort());
});

test.each(names)('%s says first what it tries, and exports its wire modules', (name) => {
  const text = readFileSync(new URL(`${name}.mjs`, corpus), 'utf8');

  expect(text).toMatch(/^\/\/ [A-Z`].+\.\n/);
  expect(text).toContain("export { wires } from './parts/plugin.mjs';");
});

test('attacks each expect something', () => {
  for (const { expects } of attacks) expect(expects.length).toBeGreaterThan(0);
});
