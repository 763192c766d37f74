import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { attacks } from './attacks.ts';
import { findUnsupported, unsupported } from './unsupported.ts';

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

test('unsupported names attacks that there are, each once a loader', () => {
  const cells = unsupported.flatMap(({ loader, attacks: listed }) =>
    listed.map((attack) => ({ loader, attack })),
  );

  for (const { attack } of cells) expect(names).toContain(attack);
  expect(new Set(cells.map(({ loader, attack }) => `${loader} ${attack}`)).size).toBe(cells.length);
});

test('unsupported has no line for loaders that hostile plugins are kept by', () => {
  for (const name of names) {
    expect(findUnsupported('deno', name)).toBeUndefined();
    expect(findUnsupported('wasm', name)).toBeUndefined();
  }
});
