import { describe, expect, test } from 'vitest';
import { contextKeys, type Manifest, providerKeys, resolveManifest } from './manifest.ts';

const manifest = (rest: Partial<Manifest>): Manifest => ({
  manifest: 1,
  id: 'demo.a',
  provides: {},
  ...rest,
});
const resolve = (rest: Partial<Manifest>) => resolveManifest(manifest(rest), { version: '1.0.0' });

describe('resolveManifest()', () => {
  test('leaves out what a manifest does not say', () => {
    expect(resolve({})).toEqual({ id: 'demo.a', version: '1.0.0', provides: {} });
    expect(Object.keys(resolve({ uses: {}, dependencies: {} }))).toEqual(['id', 'version', 'provides']);
  });

  test('takes version and source from its caller when the manifest has a version too', () => {
    const about = { version: '2.0.0', source: '@demo/a' };
    expect(resolveManifest(manifest({ version: '1.0.0' }), about)).toMatchObject(about);
  });

  test('names each provider by the major of its contract', () => {
    expect(
      resolve({ provides: { 'era:key-value@1.2.0': { wasm: { capabilities: ['logs'] }, oci: {} } } }),
    ).toEqual({
      id: 'demo.a',
      version: '1.0.0',
      provides: {
        'era:key-value@1/oci': { key: 'keyValue', version: '1.2.0' },
        'era:key-value@1/wasm': { key: 'keyValue', version: '1.2.0', capabilities: ['logs'] },
      },
    });
  });

  test('names each service by its contract, or as the manifest wants', () => {
    const uses = {
      'mortise:storage@1': { as: 'store', grant: { scope: 'plugin' } },
      'mortise:log@1': {},
      'x:key-value@2': { optional: true },
    };
    expect(resolve({ uses }).uses).toEqual([
      { contract: 'mortise:log@1', key: 'log', as: 'log' },
      { contract: 'mortise:storage@1', key: 'storage', as: 'store', grant: { scope: 'plugin' } },
      { contract: 'x:key-value@2', key: 'keyValue', as: 'keyValue', optional: true },
    ]);
  });

  test('gives the same text when a manifest is written in another order', () => {
    const one = resolve({
      provides: { 'b:b@1.0.0': { y: {}, x: {} }, 'a:a@1.0.0': { z: {} } },
      uses: { 'b:c@1': {}, 'a:d@1': {} },
      dependencies: { 'b.b': '*', 'a.a': '*' },
    });
    const other = resolve({
      dependencies: { 'a.a': '*', 'b.b': '*' },
      uses: { 'a:d@1': {}, 'b:c@1': {} },
      provides: { 'a:a@1.0.0': { z: {} }, 'b:b@1.0.0': { x: {}, y: {} } },
    });
    expect(JSON.stringify(one)).toBe(JSON.stringify(other));
    expect(one.dependencies).toEqual(['a.a', 'b.b']);
    expect(Object.keys(one.provides)).toEqual(['a:a@1/z', 'b:b@1/x', 'b:b@1/y']);
  });

  test('keeps providers called as properties of all objects', () => {
    const provides = JSON.parse('{"a:constructor@1.0.0":{"__proto__":{},"to-string":{}}}');
    expect(Object.keys(resolve({ provides }).provides)).toEqual([
      'a:constructor@1/__proto__',
      'a:constructor@1/to-string',
    ]);
  });

  test('refuses a contract reference that is none', () => {
    expect(() => resolve({ provides: { runtime: { x: {} } } })).toThrow(
      expect.objectContaining({ code: 'invalid_contract_ref' }),
    );
  });

  test('names all clashes at once when names are taken twice', () => {
    const clashing = {
      provides: { 'a:b@1.0.0': { x: {} }, 'a:b@1.1.0': { x: {}, y: {} } },
      uses: { 'a:log@1': {}, 'b:log@1': {}, 'a:signal@1': {}, 'a:c@1': { as: 'version' } },
    };
    expect(() => resolve(clashing)).toThrow(
      expect.objectContaining({
        code: 'invalid_manifest',
        pluginId: 'demo.a',
        message:
          "Cannot resolve plugin 'demo.a': 'a:b@1/x' is provided twice; two services are called 'log'; " +
          "no service may be called 'version'; no service may be called 'signal'",
      }),
    );
  });

  test.each(contextKeys)("refuses a service called '%s'", (key) => {
    expect(() => resolve({ uses: { 'a:b@1': { as: key } } })).toThrow(`no service may be called '${key}'`);
  });
});

describe('providerKeys()', () => {
  const keys = (...contracts: string[]) => Object.fromEntries(providerKeys(contracts));

  test('takes the name when no other contract has it', () => {
    expect(keys('era:key-value@1.0.0', 'era:log@1.0.0')).toEqual({
      'era:key-value@1.0.0': 'keyValue',
      'era:log@1.0.0': 'log',
    });
  });

  test('puts the namespace before it when two contracts share the name', () => {
    expect(keys('a:log@1.0.0', 'b:log@1.0.0')).toEqual({ 'a:log@1.0.0': 'aLog', 'b:log@1.0.0': 'bLog' });
  });

  test('puts the major behind it when two majors share the rest', () => {
    expect(keys('a:log@1.0.0', 'a:log@2.0.0')).toEqual({ 'a:log@1.0.0': 'aLog1', 'a:log@2.0.0': 'aLog2' });
  });

  test('gives two versions of one major one key', () => {
    expect(keys('a:log@1.0.0', 'a:log@1.1.0')).toEqual({ 'a:log@1.0.0': 'log', 'a:log@1.1.0': 'log' });
  });

  test.each([
    [['era:runtime@1.0.0', 'x:runtime@1.0.0', 'x:era-runtime@1.0.0']],
    [['a:key-2@1.0.0', 'a:key2@1.0.0']],
    [['a:b-c@1.0.0', 'a-b:c@1.0.0', 'x:c@1.0.0', 'x:b-c@1.0.0']],
    [['a:b1@2.0.0', 'a:b@12.0.0', 'a:b@1.0.0', 'x:b1@2.0.0', 'x:a-b1@1.0.0', 'y:a-b1@1.0.0']],
  ])('gives different keys when the obvious ones clash: %s', (contracts) => {
    expect(new Set(providerKeys(contracts).values()).size).toBe(contracts.length);
  });
});
