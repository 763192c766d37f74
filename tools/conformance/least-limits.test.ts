import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readArtifact } from '@mortise/artifact';
import type { Limits } from '@mortise/core';
import { openProfile, resolveProfile } from '@mortise/profile';
import { startLeakCheck } from '@mortise/testing';
import { afterAll, expect, test } from 'vitest';
import { loaders } from './all-loaders.ts';

const directory = mkdtempSync(join(tmpdir(), 'mortise-least-'));
afterAll(() => rmSync(directory, { recursive: true, force: true }));

const manifest = { manifest: 1, id: 'demo.empty', version: '1.0.0', main: 'index.mjs' } as const;
writeFileSync(join(directory, 'plugin.json'), JSON.stringify({ ...manifest, provides: {} }));
writeFileSync(
  join(directory, 'index.mjs'),
  'export const wires = []; export default { activate: () => ({}) };',
);

/** What a profile says of a limit that is too low. */
const faultOf = (isolation: string, limits: Limits): string | undefined => {
  const text = JSON.stringify({ platform: 'node', plugins: { a: { isolation, limits } } });
  const plugin = {
    specifier: 'a',
    directory: 'a',
    manifest: { ...manifest, provides: {} },
    version: '1.0.0',
  };
  try {
    resolveProfile(openProfile(text, 'p.json'), { name: 'p', find: () => plugin });
    return undefined;
  } catch (error) {
    return (error as { faults: { expected: string }[] }).faults[0]?.expected;
  }
};

// How much memory a thread needs at least depends on Node's version; a profile asks for what the oldest one needs.
test.each([
  ['worker', 'stack'],
  ['wasm', 'stack'],
  ['wasm-inline', 'stack'],
])('with the least that a profile lets %s have of %s, a plugin starts', async (isolation, name) => {
  const [, least = ''] = /at least "([^"]*)"/.exec(faultOf(isolation, { [name]: '1kB' }) ?? '') ?? [];
  const limits = { [name]: least };
  expect(faultOf(isolation, limits)).toBeUndefined();

  const check = startLeakCheck();
  const loader = loaders[isolation]!({ wires: [], limits: { ...limits, startTimeout: '60s' } });
  const { code } = loader.load(readArtifact(directory));
  const context = { id: manifest.id, version: manifest.version, signal: new AbortController().signal };
  expect(await code.activate(context)).toEqual({});
  await code.deactivate?.(context);
  await loader[Symbol.asyncDispose]();
  await check();
});
