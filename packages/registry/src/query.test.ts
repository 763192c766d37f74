import { contract } from '@mortise/core';
import { describe, expect, test, vi } from 'vitest';
import { fakePlugin, Thing } from '../test/fake-plugin.ts';
import { createCatalog } from './catalog.ts';
import { providersOf } from './query.ts';

const activate = vi.fn();
const catalog = createCatalog([
  fakePlugin(
    'demo.b',
    { activate },
    {
      version: '3.1.0',
      provides: {
        'demo:thing@1/wasm': { key: 'thing', version: '1.2.0', capabilities: ['logs', 'stop'] },
        'demo:thing@1/oci': { key: 'thing', version: '1.10.0-rc.1', capabilities: ['logs'] },
        'demo:thing@10/later': { key: 'thing', version: '10.0.0' },
        'demo:thing-two@1/other': { key: 'thing', version: '1.2.0' },
      },
    },
  ),
  fakePlugin(
    'demo.a',
    { activate },
    {
      provides: { 'demo:thing@1/native': { key: 'thing', version: '1.0.0' } },
    },
  ),
]);
const names = (...query: Parameters<typeof providersOf> extends [unknown, unknown, ...infer Q] ? Q : never) =>
  providersOf(catalog, Thing, ...query).map(({ name }) => name);

describe('providersOf()', () => {
  test('describes each provider of the contract, sorted by name, and activates none', () => {
    const plugin = { pluginId: 'demo.b', pluginVersion: '3.1.0' };
    expect(providersOf(catalog, Thing)).toEqual([
      { name: 'native', version: '1.0.0', capabilities: [], pluginId: 'demo.a', pluginVersion: '1.0.0' },
      { name: 'oci', version: '1.10.0-rc.1', capabilities: ['logs'], ...plugin },
      { name: 'wasm', version: '1.2.0', capabilities: ['logs', 'stop'], ...plugin },
    ]);
    expect(activate).not.toHaveBeenCalled();
  });

  test('lists nothing when nobody provides the contract', () => {
    expect(providersOf(catalog, contract<Thing>()('demo:nothing@1', '1.0.0'))).toEqual([]);
    expect(providersOf(createCatalog([]), Thing)).toEqual([]);
  });

  test('lists another major when that is asked for', () => {
    const Later = contract<Thing>()('demo:thing@10', '10.0.0');
    expect(providersOf(catalog, Later).map(({ name }) => name)).toEqual(['later']);
  });

  test.each([
    [[], ['native', 'oci', 'wasm']],
    [['logs'], ['oci', 'wasm']],
    [['stop', 'logs'], ['wasm']],
    [['fly'], []],
    [['constructor'], []],
  ])('wants all capabilities: %j', (capabilities, found) => {
    expect(names({ capabilities })).toEqual(found);
  });

  test.each([
    ['>=1.0', ['native', 'oci', 'wasm']],
    ['>=1.2.0', ['oci', 'wasm']],
    ['>=1.2.1', ['oci']],
    ['>=1.9.9', ['oci']],
    ['>=1.10.0', []],
    ['>=2.0', []],
  ] as const)('compares versions by number, a pre-release before its release: %s', (version, found) => {
    expect(names({ version })).toEqual(found);
  });

  test('wants both when both are given', () => {
    expect(names({ version: '>=1.3', capabilities: ['stop'] })).toEqual([]);
  });

  test('throws when the version is none', () => {
    expect(() => names({ version: 'latest' as '>=1.0' })).toThrow("'latest'");
  });
});
