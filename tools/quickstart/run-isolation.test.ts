import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { runIsolation } from './run-isolation.ts';

const product = mkdtempSync(join(tmpdir(), 'mortise-quickstart-'));
afterAll(() => rmSync(product, { recursive: true, force: true }));

/** What is run in place of what was built. */
const write = (isolation: string, code: string): void => {
  mkdirSync(join(product, 'dist', isolation), { recursive: true });
  writeFileSync(join(product, 'dist', isolation, 'main.js'), code);
};

test('runIsolation() passes on the figures that were printed', async () => {
  write('none', `console.log('{"start":1,"call":0.5,"memory":7}')`);
  expect(await runIsolation(product, 'none')).toEqual({ start: 1, call: 0.5, memory: 7 });
});

test('runIsolation() says what a machine without Deno lacks', async () => {
  const thrown = `Object.assign(new Error('Cannot find Deno'), { code: 'deno_not_found' })`;
  write(
    'deno',
    `throw Object.assign(new Error('Cannot activate it: Cannot find Deno'), { cause: ${thrown} })`,
  );
  expect(await runIsolation(product, 'deno')).toEqual({ lacking: 'Cannot activate it: Cannot find Deno' });
});

test('runIsolation() rejects where an isolation does not work', async () => {
  write('wasm', `throw new TypeError('nothing is there')`);
  await expect(runIsolation(product, 'wasm')).rejects.toThrow(
    "Isolation 'wasm' does not work: nothing is there",
  );
});
