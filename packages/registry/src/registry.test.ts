import { contract } from '@mortise/core';
import { describe, expect, test, vi } from 'vitest';
import { deferred, fakePlugin, openRegistry, rejection, Thing } from '../test/fake-plugin.ts';
import { createCatalog } from './catalog.ts';

describe('get()', () => {
  class Private implements Thing {
    #secret = 'secret';
    async call() {
      return this.#secret;
    }
  }
  test.each([
    ['an object', { call: async () => '' }],
    ['a frozen object', Object.freeze({ call: async () => '' })],
    ['an instance with private fields', new Private()],
    ['a class', Private],
    ['a function', () => {}],
    ['a proxy', new Proxy({}, {})],
    ['an object without a prototype', Object.create(null)],
  ])('returns the very provider when it is %s', async (_, provider: object) => {
    const plugin = fakePlugin('demo.a', { activate: () => ({ thing: { 'demo.a': provider } }) });
    await using registry = openRegistry(createCatalog([plugin]));

    expect(await registry.get(Thing, 'demo.a')).toBe(provider);
    expect(await registry.find(Thing, 'demo.a')).toBe(provider);
  });

  test('activates nothing but the plugin that is asked for', async () => {
    const activate = vi.fn();
    await using registry = openRegistry(
      createCatalog([fakePlugin('demo.a'), fakePlugin('demo.b', { activate })]),
    );
    await registry.get(Thing, 'demo.a');

    expect(activate).not.toHaveBeenCalled();
  });

  test('activates once when 1,000 ask at the same moment', async () => {
    const gate = deferred();
    const provider = { call: async () => '' };
    const activate = vi.fn(async () => {
      await gate.promise;
      return { thing: { 'demo.a': provider } };
    });
    await using registry = openRegistry(createCatalog([fakePlugin('demo.a', { activate })]));
    const all = Array.from({ length: 1000 }, () => registry.get(Thing, 'demo.a'));
    gate.resolve();

    expect(new Set(await Promise.all(all))).toEqual(new Set([provider]));
    expect(activate).toHaveBeenCalledTimes(1);
  });

  test('activates once when different providers of one plugin are asked for', async () => {
    const entry = { key: 'thing', version: '1.0.0' };
    const activate = vi.fn(() => ({ thing: { x: { call: async () => 'x' }, y: { call: async () => 'y' } } }));
    const provides = { 'demo:thing@1/x': entry, 'demo:thing@1/y': entry };
    await using registry = openRegistry(createCatalog([fakePlugin('demo.a', { activate }, { provides })]));
    const [x, y] = await Promise.all([registry.get(Thing, 'x'), registry.get(Thing, 'y')]);

    expect([await x.call(), await y.call()]).toEqual(['x', 'y']);
    expect(activate).toHaveBeenCalledTimes(1);
  });

  test('activates in each registry when two stand on one catalog', async () => {
    const activate = vi.fn(() => ({ thing: { 'demo.a': { call: async () => '' } } }));
    const catalog = createCatalog([fakePlugin('demo.a', { activate })]);
    await using one = openRegistry(catalog);
    await using two = openRegistry(catalog);

    expect(await one.get(Thing, 'demo.a')).not.toBe(await two.get(Thing, 'demo.a'));
    expect(activate).toHaveBeenCalledTimes(2);
  });

  test('calls activate as a method of its plugin', async () => {
    const provider = { call: async () => '' };
    const code = { provider, activate: vi.fn() };
    code.activate.mockImplementation(function (this: typeof code) {
      return { thing: { 'demo.a': this.provider } };
    });
    await using registry = openRegistry(createCatalog([fakePlugin('demo.a', code)]));

    expect(await registry.get(Thing, 'demo.a')).toBe(provider);
  });

  test('finds each of 10,000 plugins', async () => {
    const ids = Array.from({ length: 10_000 }, (_, index) => `demo.p${index}`);
    await using registry = openRegistry(createCatalog(ids.map((id) => fakePlugin(id))));
    const things = await Promise.all(ids.map((id) => registry.get(Thing, id)));

    expect(await Promise.all(things.map((thing) => thing.call()))).toEqual(ids);
  });

  test.each(['__proto__', 'constructor', 'toString', 'then'])("finds a plugin called '%s'", async (id) => {
    const provider = { call: async () => id };
    const plugin = fakePlugin(id, { activate: () => ({ thing: { [id]: provider } }) });
    await using registry = openRegistry(createCatalog([plugin]));

    expect(await registry.get(Thing, id)).toBe(provider);
  });
});

describe('get() of a plugin with dependencies', () => {
  const recorded = (journal: string[], id: string, ...dependencies: string[]) =>
    fakePlugin(
      id,
      {
        activate: async () => {
          journal.push(`start ${id}`);
          await Promise.resolve();
          journal.push(`ready ${id}`);
          return { thing: { [id]: { call: async () => id } } };
        },
      },
      { dependencies },
    );

  test('activates them first, each once', async () => {
    const journal: string[] = [];
    const plugins = [recorded(journal, 'top', 'left', 'right'), recorded(journal, 'left', 'base')];
    const rest = [recorded(journal, 'right', 'base'), recorded(journal, 'base'), recorded(journal, 'other')];
    await using registry = openRegistry(createCatalog([...plugins, ...rest]));
    await registry.get(Thing, 'top');

    const sides = ['start left', 'start right', 'ready left', 'ready right'];
    expect(journal).toEqual(['start base', 'ready base', ...sides, 'start top', 'ready top']);
  });

  test('activates 1,000 plugins in a chain', async () => {
    const journal: string[] = [];
    const ids = Array.from({ length: 1000 }, (_, index) => `demo.p${index}`);
    const plugins = ids.map((id, index) => recorded(journal, id, ...ids.slice(index + 1, index + 2)));
    await using registry = openRegistry(createCatalog(plugins));
    await registry.get(Thing, 'demo.p0');

    expect(journal.filter((line) => line.startsWith('ready'))).toEqual(
      ids.toReversed().map((id) => `ready ${id}`),
    );
  });

  test('names both plugins and runs no dependent when a dependency fails, and tries both again', async () => {
    const activate = vi.fn(() => ({ thing: { top: { call: async () => 'top' } } }));
    const base = vi.fn(() => ({ thing: { base: { call: async () => 'base' } } }));
    base.mockImplementationOnce(() => {
      throw new Error('boom');
    });
    const plugins = [
      fakePlugin('top', { activate }, { dependencies: ['base'] }),
      fakePlugin('base', { activate: base }),
    ];
    await using registry = openRegistry(createCatalog(plugins));

    await expect(registry.get(Thing, 'top')).rejects.toMatchObject({
      code: 'connect_failed',
      pluginId: 'top',
      message: "Cannot connect plugin 'top': Cannot activate plugin 'base': boom",
      cause: { code: 'activate_failed', pluginId: 'base' },
    });
    expect(activate).not.toHaveBeenCalled();
    expect(await (await registry.get(Thing, 'top')).call()).toBe('top');
  });
});

describe('get() of a plugin that fails', () => {
  test('tells all who wait, with one error that names plugin and phase', async () => {
    const cause = new Error('boom');
    const gate = deferred();
    const activate = () => gate.promise;
    await using registry = openRegistry(createCatalog([fakePlugin('demo.a', { activate })]));
    const all = Array.from({ length: 100 }, () => rejection(registry.get(Thing, 'demo.a')));
    gate.reject(cause);
    const errors = new Set(await Promise.all(all));

    expect(errors.size).toBe(1);
    expect([...errors][0]).toMatchObject({
      code: 'activate_failed',
      pluginId: 'demo.a',
      phase: 'activate',
      message: "Cannot activate plugin 'demo.a': boom",
    });
    expect(([...errors][0] as Error).cause).toBe(cause);
  });

  test('tries again at the next request, also when that comes from who was told', async () => {
    const activate = vi.fn<() => object>(() => ({ thing: { 'demo.a': { call: async () => 'fine' } } }));
    activate.mockRejectedValueOnce(new Error('one')).mockRejectedValueOnce(new Error('two'));
    await using registry = openRegistry(createCatalog([fakePlugin('demo.a', { activate })]));
    const again = () => registry.get(Thing, 'demo.a');

    const thing = await again().catch(again).catch(again);
    expect(await thing.call()).toBe('fine');
    expect(activate).toHaveBeenCalledTimes(3);
  });

  test.each([
    [undefined, 'undefined'],
    [null, 'null'],
    ['text', 'text'],
    [Symbol('s'), 'Symbol(s)'],
    [{ message: 5 }, '5'],
  ])('says what it can when %o was thrown', async (thrown, message) => {
    const activate = () => {
      throw thrown;
    };
    await using registry = openRegistry(createCatalog([fakePlugin('demo.a', { activate })]));
    const error = await rejection(registry.get(Thing, 'demo.a'));

    expect(error).toMatchObject({
      code: 'activate_failed',
      message: `Cannot activate plugin 'demo.a': ${message}`,
    });
    expect((error as Error).cause).toBe(thrown);
  });

  test.each([
    ['what was thrown', "Cannot activate plugin 'demo.a': boom", undefined, {}],
    ['its own hint', "Cannot activate plugin 'demo.a': boom", 'Mend it', { hint: 'Mend it' }],
    ['what names another plugin', "Cannot activate plugin 'demo.a': boom", undefined, { pluginId: 'b' }],
    ['what names the plugin, once', 'boom', 'Mend it', { pluginId: 'demo.a', hint: 'Mend it' }],
  ])('says what failed, and what to do: %s', async (_, message, hint, members) => {
    const cause = Object.assign(new Error('boom'), members);
    const activate = () => Promise.reject(cause);
    await using registry = openRegistry(createCatalog([fakePlugin('demo.a', { activate })]));

    expect(await rejection(registry.get(Thing, 'demo.a'))).toMatchObject({
      code: 'activate_failed',
      message,
      hint,
      cause,
    });
  });

  test('survives what cannot even be asked for a hint', async () => {
    const { proxy, revoke } = Proxy.revocable({}, {});
    revoke();
    const activate = () => {
      throw proxy;
    };
    await using registry = openRegistry(createCatalog([fakePlugin('demo.a', { activate })]));

    expect(await rejection(registry.get(Thing, 'demo.a'))).toMatchObject({ code: 'activate_failed' });
  });

  test.each([
    ['nothing', undefined],
    ['null', null],
    ['no contract', {}],
    ['no provider', { thing: {} }],
    ['a provider that is undefined', { thing: { 'demo.a': undefined } }],
  ])('names plugin and provider when activate returns %s, and ends the plugin', async (_, returned) => {
    const deactivate = vi.fn();
    const plugin = fakePlugin('demo.a', { activate: () => returned, deactivate });
    const registry = openRegistry(createCatalog([plugin]));

    await expect(registry.get(Thing, 'demo.a')).rejects.toMatchObject({
      code: 'activate_failed',
      pluginId: 'demo.a',
      phase: 'activate',
      message: "Cannot activate plugin 'demo.a': provider 'demo:thing@1/demo.a' is missing",
      cause: { code: 'missing_provider' },
    });
    await registry.dispose();
    expect(deactivate).toHaveBeenCalledTimes(1);
  });
});

describe('find()', () => {
  test('lists the names of that contract when it does not know one', async () => {
    const entry = { key: 'thing', version: '1.0.0' };
    const provides = { 'demo:thing@10/tenth': entry, 'demo:thing-two@1/other': entry };
    const plugins = [fakePlugin('demo.b', {}, { provides }), fakePlugin('demo.a'), fakePlugin('demo.c')];
    await using registry = openRegistry(createCatalog(plugins));

    await expect(registry.find(Thing, 'oci')).rejects.toMatchObject({
      code: 'unknown_provider',
      message: "Cannot get 'demo:thing@1/oci': this build has [demo:thing@1/demo.a, demo:thing@1/demo.c]",
    });
  });

  test('lists nothing when the build has another major only', async () => {
    const Second = contract<Thing>()('demo:thing@2', '2.0.0');
    await using registry = openRegistry(createCatalog([fakePlugin('demo.a')]));

    await expect(registry.find(Second, 'demo.a')).rejects.toThrow(
      "Cannot get 'demo:thing@2/demo.a': this build has []",
    );
  });

  test.each(['', '/', 'x/y', '__proto__', 'constructor', 'toString', 'demo.b', '../demo.a', 'demo.a/'])(
    "does not know '%s'",
    async (name) => {
      await using registry = openRegistry(
        createCatalog([fakePlugin('demo.a'), fakePlugin('demo.b', {}, { provides: {} })]),
      );
      await expect(registry.find(Thing, name)).rejects.toMatchObject({ code: 'unknown_provider' });
    },
  );

  test('finds a provider when it was registered after it was missed', async () => {
    const catalog = new Map(createCatalog([]));
    await using registry = openRegistry(catalog);
    await rejection(registry.find(Thing, 'demo.a'));
    for (const entry of createCatalog([fakePlugin('demo.a')])) catalog.set(...entry);

    expect(await (await registry.find(Thing, 'demo.a')).call()).toBe('demo.a');
  });
});
