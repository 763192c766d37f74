import { expect, test } from 'vitest';
import { builtIsolations, loaderOf, pluginBundle } from './isolations.ts';
import type { PlannedPlugin } from './plan.ts';
import { isolations } from './schema.ts';

const planned = (isolation: PlannedPlugin['isolation']): PlannedPlugin => ({
  key: 'a',
  directory: 'a',
  limits: {},
  manifestLimits: {},
  isolation,
  manifest: { id: 'era.native', version: '1.0.0', provides: {} },
});

test('pluginBundle() names the file of each isolation that has one', () => {
  const files = isolations.map((isolation) => [
    isolation,
    loaderOf(isolation),
    pluginBundle(planned(isolation)),
  ]);
  expect(files).toEqual([
    ['none', undefined, undefined],
    ['worker', '@mortise/loader-worker', 'plugins/era.native.worker.js'],
    ['deno', '@mortise/loader-deno', 'plugins/era.native.deno.js'],
    ['wasm', '@mortise/loader-wasm', 'plugins/era.native.guest.js'],
    ['wasm-inline', '@mortise/loader-wasm', 'plugins/era.native.guest.js'],
  ]);
});

test('builtIsolations are all that a profile may name', () => {
  expect(builtIsolations).toEqual(isolations);
});
