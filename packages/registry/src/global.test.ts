import { afterEach, expect, test } from 'vitest';
import { fakePlugin, openRegistry, Thing } from '../test/fake-plugin.ts';
import { catalog, register } from './global.ts';

afterEach(() => (catalog as Map<string, unknown>).clear());

const loadCopy = (): Promise<typeof import('./global.ts')> => {
  const specifier = './global.ts?copy';
  return import(specifier);
};

test('register() adds to the catalog of every copy of the package', async () => {
  const copy = await loadCopy();
  copy.register(fakePlugin('demo.a'));

  expect(copy.register).not.toBe(register);
  expect(copy.catalog).toBe(catalog);
  expect(catalog.has('demo.a')).toBe(true);
});

test('register() names both sources when another copy of the package has the plugin', async () => {
  const copy = await loadCopy();
  register(fakePlugin('demo.a', {}, { source: '@one/a' }));

  expect(() => copy.register(fakePlugin('demo.a', {}, { source: '@two/a' }))).toThrow(
    "Cannot register 'demo.a' of '@two/a': '@one/a' has it",
  );
});

test('register() adds to a registry when that stands already', async () => {
  await using registry = openRegistry(catalog);
  register(fakePlugin('demo.a'));

  expect(await (await registry.get(Thing, 'demo.a')).call()).toBe('demo.a');
});

test('get() rejects and does not wait for ever when registered plugins depend on each other', async () => {
  await using registry = openRegistry(catalog);
  register(fakePlugin('demo.a', {}, { dependencies: ['demo.b'] }));
  register(fakePlugin('demo.b', {}, { dependencies: ['demo.a'] }));

  await expect(registry.get(Thing, 'demo.a')).rejects.toThrow(RangeError);
});
