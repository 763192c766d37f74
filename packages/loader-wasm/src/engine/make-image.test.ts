import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { expect, test } from 'vitest';
import { makeImage } from './make-image.ts';

test('makeImage() makes the same of the same files, and what is bundled is made of these', async () => {
  const wasm = readFileSync(createRequire(import.meta.url).resolve('quickjs-wasi/quickjs.wasm'));
  const guest = readFileSync(new URL('../../guest/quickjs.js', import.meta.url), 'utf8');
  const bundled = readFileSync(new URL('../../guest/engine.wasm', import.meta.url));
  const image = await makeImage(wasm, guest);
  expect(bundled.equals(image)).toBe(true);
  expect(image.length).toBeLessThan(1_300_000);
});
