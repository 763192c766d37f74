import type { Limits } from '@mortise/core';
import { expect, test } from 'vitest';
import { openProfile } from './profile.ts';
import { resolveProfile } from './resolve-profile.ts';

const faultsOf = (isolation: string, own: object | undefined, theirs: Limits = {}): string[] => {
  const entry = { isolation, ...(own === undefined ? {} : { limits: own }) };
  const document = openProfile(JSON.stringify({ platform: 'node', plugins: { a: entry } }), 'p.json');
  const manifest = { manifest: 1, id: 'a.a', provides: {}, limits: theirs } as const;
  const find = () => ({ specifier: 'a', directory: 'a', manifest, version: '1.0.0' });
  try {
    resolveProfile(document, { name: 'edge', find });
  } catch (error) {
    const { faults } = error as { faults: { path: string; found: string; expected: string }[] };
    return faults.map(({ path, found, expected }) => `${path}: ${found}, ${expected}`);
  }
  return [];
};

test.each([
  ['worker', 'memory', '4999kB', '5MB'],
  ['worker', 'stack', '511KiB', '512KiB'],
  ['wasm', 'stack', '1kB', '8kB'],
  ['wasm-inline', 'stack', '7.9kB', '8kB'],
])('resolveProfile() refuses for %s a %s of %s', (isolation, name, size, least) => {
  const expected = `at least "${least}", because isolation "${isolation}" cannot start with less`;
  expect(faultsOf(isolation, { [name]: size })).toEqual([`plugins.a.limits.${name}: "${size}", ${expected}`]);
  expect(faultsOf(isolation, undefined, { [name]: size })).toEqual([
    `plugins.a: plugin 'a.a', whose manifest limits its ${name} to "${size}", ${expected}`,
  ]);
  expect(faultsOf(isolation, { [name]: least })).toEqual([]);
});

test('resolveProfile() leaves alone what starts, what is linked in, and what the schema refuses', () => {
  expect(faultsOf('deno', { memory: '1MB', stack: '1kB' })).toEqual([]);
  expect(faultsOf('wasm', { memory: '100kB' })).toEqual([]);
  expect(faultsOf('none', undefined, { memory: '1kB' })).toEqual([]);
  for (const limits of [{ memory: 5 }, { memory: '4' }, { memory: null }])
    expect(faultsOf('worker', limits)).toHaveLength(1);
});
