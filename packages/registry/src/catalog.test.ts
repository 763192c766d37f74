import type { Plugin } from '@mortise/core';
import { describe, expect, test } from 'vitest';
import { fakePlugin } from '../test/fake-plugin.ts';
import { addPlugin, createCatalog } from './catalog.ts';

const dependent = (id: string, ...dependencies: string[]) => fakePlugin(id, {}, { dependencies });

describe('createCatalog()', () => {
  test('finds a plugin by its id and by each of its providers', () => {
    const plugin = fakePlugin('demo.a');
    const catalog = createCatalog([plugin]);

    expect([...catalog.keys()]).toEqual(['demo.a', 'demo:thing@1/demo.a']);
    expect(catalog.get('demo.a')).toBe(plugin);
    expect(catalog.get('demo:thing@1/demo.a')).toBe(plugin);
  });

  test('holds nothing when it is made of nothing', () => {
    expect(createCatalog([]).size).toBe(0);
  });

  test('runs nothing of a plugin', () => {
    const code = new Proxy({} as Plugin['code'], {
      get: (_, key) => {
        throw new Error(`read '${String(key)}'`);
      },
    });
    expect(createCatalog([{ ...fakePlugin('demo.a'), code }]).size).toBe(2);
  });

  test.each(['__proto__', 'constructor', 'toString', 'hasOwnProperty'])(
    "knows no '%s' that nobody added",
    (id) => {
      expect(createCatalog([]).has(id)).toBe(false);
      expect(createCatalog([fakePlugin(id)]).get(id)?.manifest.id).toBe(id);
    },
  );

  test('names both sources when two plugins have one id', () => {
    const twice = [
      fakePlugin('demo.a', {}, { source: '@one/a' }),
      fakePlugin('demo.a', {}, { source: '@two/a' }),
    ];
    expect(() => createCatalog(twice)).toThrow(
      expect.objectContaining({
        code: 'duplicate',
        phase: 'register',
        message: "Cannot register 'demo.a' of '@two/a': '@one/a' has it",
      }),
    );
  });

  test('names plugin ids when two sourceless plugins have one provider', () => {
    const same = { provides: fakePlugin('demo.a').manifest.provides };
    expect(() => createCatalog([fakePlugin('demo.a'), fakePlugin('demo.b', {}, same)])).toThrow(
      "Cannot register 'demo:thing@1/demo.a' of 'demo.b': 'demo.a' has it",
    );
  });

  test('refuses a plugin when it is there already', () => {
    const plugin = fakePlugin('demo.a');
    expect(() => createCatalog([plugin, plugin])).toThrow(expect.objectContaining({ code: 'duplicate' }));
  });

  test('names plugin and dependency when a dependency is missing', () => {
    expect(() => createCatalog([dependent('demo.a', 'demo.b')])).toThrow(
      expect.objectContaining({
        code: 'missing_dependency',
        pluginId: 'demo.a',
        message: "Cannot register plugin 'demo.a': its dependency 'demo.b' is missing",
      }),
    );
  });

  test('takes dependencies in any order', () => {
    expect(createCatalog([dependent('demo.a', 'demo.b'), dependent('demo.b')]).size).toBe(4);
  });

  test.each([
    [[dependent('a', 'a')], "'a', 'a'"],
    [[dependent('a', 'b'), dependent('b', 'c'), dependent('c', 'a')], "'a', 'b', 'c', 'a'"],
    [[dependent('x', 'a'), dependent('a', 'b'), dependent('b', 'a')], "'a', 'b', 'a'"],
  ])('names the cycle when plugins depend on each other', (plugins, chain) => {
    expect(() => createCatalog(plugins)).toThrow(
      expect.objectContaining({
        code: 'dependency_cycle',
        message: `Cannot order plugins: they depend on each other, ${chain}`,
      }),
    );
  });

  test('takes a diamond of dependencies', () => {
    const diamond = [dependent('a', 'b', 'c'), dependent('b', 'd'), dependent('c', 'd'), dependent('d')];
    expect(createCatalog(diamond).size).toBe(8);
  });

  test('looks at each plugin once when 60 diamonds stand on each other', () => {
    const layer = (index: number) => [`left.p${index}`, `right.p${index}`];
    const layers = Array.from({ length: 60 }, (_, index) => layer(index));
    const plugins = layers.flatMap((ids, index) =>
      ids.map((id) => dependent(id, ...(layers[index + 1] ?? []))),
    );
    expect(createCatalog(plugins).size).toBe(240);
  });

  test('takes 10,000 plugins', () => {
    expect(
      createCatalog(Array.from({ length: 10_000 }, (_, index) => fakePlugin(`demo.p${index}`))).size,
    ).toBe(20_000);
  });

  test('takes 1,000 plugins in a chain of dependencies', () => {
    const ids = Array.from({ length: 1000 }, (_, index) => `demo.p${index}`);
    const plugins = ids.map((id, index) => dependent(id, ...ids.slice(index + 1, index + 2)));
    expect(createCatalog(plugins).size).toBe(2000);
  });
});

test('addPlugin() leaves the catalog as it was when one of many providers is taken', () => {
  const catalog = new Map<string, Plugin>();
  addPlugin(catalog, fakePlugin('demo.a'));
  const provides = { ...fakePlugin('demo.b').manifest.provides, ...fakePlugin('demo.a').manifest.provides };

  expect(() => addPlugin(catalog, fakePlugin('demo.b', {}, { provides }))).toThrow();
  expect([...catalog.keys()]).toEqual(['demo.a', 'demo:thing@1/demo.a']);
});

test('createCatalog() checks a chain of 10,000 dependencies that begins with the last', () => {
  const plugins = Array.from({ length: 10_000 }, (_, index) =>
    fakePlugin(`demo.p${index}`, {}, index < 9999 ? { dependencies: [`demo.p${index + 1}`] } : {}),
  );
  expect(createCatalog(plugins).has('demo.p9999')).toBe(true);
});
