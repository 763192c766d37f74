import { readFile } from 'node:fs/promises';
import { expect, it } from 'vitest';

it('errors.ts holds the codes that the README explains, both sorted', async () => {
  const source = await readFile(new URL('./errors.ts', import.meta.url), 'utf8');
  const readme = await readFile(new URL('../README.md', import.meta.url), 'utf8');
  const thrown = [...source.matchAll(/new MortiseError\(\s*'([a-z_]+)'/g)].map(([, code]) => code);
  const explained = [...readme.matchAll(/^\| `([a-z_]+)` \|/gm)].map(([, code]) => code);
  expect(thrown.length).toBeGreaterThan(0);
  expect(thrown).toEqual([...thrown].sort());
  expect(explained).toEqual(thrown);
});
