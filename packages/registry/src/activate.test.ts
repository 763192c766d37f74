import type { PluginContext } from '@mortise/core';
import { describe, expect, test, vi } from 'vitest';
import { deferred, fakePlugin, openRegistry, rejection, Thing, uses } from '../test/fake-plugin.ts';
import { createCatalog } from './catalog.ts';

interface Log {
  info(text: string): unknown;
}
type Context = PluginContext & { log: Log; config: unknown } & Record<string, unknown>;

/** Activates a plugin in a registry of its own and hands out its context. */
const activated = async (
  manifest: Parameters<typeof fakePlugin>[2],
  options: Parameters<typeof openRegistry>[1] = {},
  code: Parameters<typeof fakePlugin>[1] = {},
) => {
  let context!: Context;
  const activate = (ctx: Context) => {
    context = ctx;
    return { thing: { 'demo.a': { call: async () => '' } } };
  };
  const registry = openRegistry(
    createCatalog([fakePlugin('demo.a', { activate, ...code }, manifest)]),
    options,
  );
  await registry.get(Thing, 'demo.a');
  return { context, registry, [Symbol.asyncDispose]: registry.dispose };
};

describe('a context', () => {
  test('holds id, version, signal and config when the plugin uses nothing', async () => {
    await using plugin = await activated({ version: '1.2.3' }, { services: { log: { info: () => {} } } });

    expect(plugin.context).toEqual({
      id: 'demo.a',
      version: '1.2.3',
      signal: expect.any(AbortSignal),
      config: undefined,
    });
  });

  test.each(['log', 'demo:log@1'])("holds a service that the host calls '%s'", async (name) => {
    await using plugin = await activated(uses('log'), {
      services: { [name]: { info: (text: string) => text } },
    });
    expect(plugin.context.log.info('text')).toBe('text');
  });

  test('prefers the contract id when the host names a service twice', async () => {
    const services = { log: { info: () => 'key' }, 'demo:log@1': { info: () => 'id' } };
    await using plugin = await activated(uses('log'), { services });
    expect(plugin.context.log.info('')).toBe('id');
  });

  test('holds a service under the name that the plugin chose', async () => {
    const chosen = { uses: [{ contract: 'demo:log@1', key: 'log', as: 'journal' }] } as const;
    await using plugin = await activated(chosen, { services: { log: { info: () => 'journal' } } });

    expect((plugin.context.journal as Log).info('')).toBe('journal');
    expect('log' in plugin.context).toBe(false);
  });

  test('lacks an optional service when the host has none', async () => {
    await using plugin = await activated(uses('log', { optional: true }));
    expect('log' in plugin.context).toBe(false);
  });

  test('lacks an optional service when its factory gives none', async () => {
    await using plugin = await activated(uses('log', { optional: true }), {
      services: { log: () => undefined },
    });
    expect('log' in plugin.context).toBe(false);
  });
});

describe('a required service that is missing', () => {
  test.each([
    ['is not there', {}],
    ['is undefined', { log: undefined }],
    ['is made by a factory that gives none', { log: () => undefined }],
  ])('stops the activation before plugin code runs when it %s', async (_, services) => {
    const code = { config: vi.fn(), activate: vi.fn(), deactivate: vi.fn() };
    const registry = openRegistry(createCatalog([fakePlugin('demo.a', code, uses('log'))]), { services });

    await expect(registry.get(Thing, 'demo.a')).rejects.toMatchObject({
      code: 'connect_failed',
      pluginId: 'demo.a',
      phase: 'connect',
      message: "Cannot connect plugin 'demo.a': service 'demo:log@1' is missing",
      cause: { code: 'missing_service' },
    });
    await registry.dispose();
    for (const called of Object.values(code)) expect(called).not.toHaveBeenCalled();
  });
});

describe('a service factory', () => {
  test('is told who asks and what is to be granted, once per activation', async () => {
    const factory = vi.fn(() => ({ info: () => 'made' }));
    const manifest = { version: '2.0.0', ...uses('log', { grant: { scope: 'plugin' } }) };
    await using plugin = await activated(manifest, { services: { log: factory } });

    expect(plugin.context.log.info('')).toBe('made');
    expect(factory.mock.calls).toEqual([
      [{ id: 'demo.a', version: '2.0.0', grant: { scope: 'plugin' }, signal: plugin.context.signal }],
    ]);
  });

  test('may be async', async () => {
    await using plugin = await activated(uses('log'), {
      services: { log: async () => ({ info: () => 'made' }) },
    });
    expect(plugin.context.log.info('')).toBe('made');
  });

  test.each([
    [
      'throws',
      () => {
        throw new Error('boom');
      },
    ],
    ['rejects', () => Promise.reject(new Error('boom'))],
  ])('stops the activation when it %s, and is called again with the next request', async (_, fail) => {
    const factory = vi.fn<() => unknown>(() => ({ info: () => '' }));
    factory.mockImplementationOnce(fail);
    const activate = vi.fn(() => ({ thing: { 'demo.a': { call: async () => '' } } }));
    const catalog = createCatalog([fakePlugin('demo.a', { activate }, uses('log'))]);
    await using registry = openRegistry(catalog, { services: { log: factory } });

    await expect(registry.get(Thing, 'demo.a')).rejects.toMatchObject({
      code: 'connect_failed',
      message: "Cannot connect plugin 'demo.a': boom",
    });
    expect(activate).not.toHaveBeenCalled();
    await registry.get(Thing, 'demo.a');
    expect(activate).toHaveBeenCalledTimes(1);
  });
});

describe('a service in the context', () => {
  class Counter {
    #count = 0;
    up(by: number) {
      this.#count += by;
      return this.#count;
    }
  }
  type Counted = { log: Counter };

  test('works when it is an instance with private fields', async () => {
    await using plugin = await activated(uses('log'), { services: { log: new Counter() } });
    const { log } = plugin.context as unknown as Counted;

    expect([log.up(1), log.up(2)]).toEqual([1, 3]);
  });

  test('works when it is frozen', async () => {
    const log = Object.freeze({ info: (text: string) => text });
    await using plugin = await activated(uses('log'), { services: { log } });
    expect(plugin.context.log.info('text')).toBe('text');
  });

  test('keeps its own object when a method is taken off it', async () => {
    await using plugin = await activated(uses('log'), { services: { log: new Counter() } });
    const { up } = (plugin.context as unknown as Counted).log;
    expect(up(2)).toBe(2);
  });

  test('passes on what its method throws', async () => {
    const boom = new Error('boom');
    const log = { info: () => Promise.reject(boom) };
    await using plugin = await activated(uses('log'), { services: { log } });
    expect(await rejection(plugin.context.log.info('') as Promise<unknown>)).toBe(boom);
  });

  test('comes through an await, because it has no `then`', async () => {
    await using plugin = await activated(uses('log'), { services: { log: { info: () => 'text' } } });
    const giveBack = async () => plugin.context.log;
    expect((await giveBack()).info('')).toBe('text');
  });

  test('lacks what the service lacks', async () => {
    await using plugin = await activated(uses('log'), { services: { log: { info: () => 'text' } } });
    const log = plugin.context.log as Log & { warn?(): void };

    expect(log.warn).toBeUndefined();
    expect(() => (log as Required<typeof log>).warn()).toThrow(TypeError);
  });

  test('gives no way to the object behind it', async () => {
    const log = { info: () => 'text' };
    await using plugin = await activated(uses('log'), { services: { log } });
    (plugin.context.log as unknown as Record<string, unknown>).info = () => 'changed';

    expect(Object.keys(plugin.context.log)).not.toContain('constructor');
    expect(log.info()).toBe('text');
    expect(plugin.context.log.info('')).toBe('text');
  });

  test('is revoked at the end, as are its methods, wherever they were kept', async () => {
    const info = vi.fn();
    const plugin = await activated(uses('log'), { services: { log: { info } } });
    const { log } = plugin.context;
    const { info: kept } = log;
    await plugin.registry.dispose();

    const revoked = expect.objectContaining({
      code: 'service_revoked',
      pluginId: 'demo.a',
      message: "Plugin 'demo.a' has ended",
    });
    expect(() => log.info('text')).toThrow(revoked);
    expect(() => kept('text')).toThrow(revoked);
    expect(info).not.toHaveBeenCalled();
  });

  test('still works in deactivate, and is revoked also when that throws', async () => {
    const info = vi.fn();
    let log!: Log;
    const code = {
      activate: (ctx: Context) => {
        log = ctx.log;
        return { thing: { 'demo.a': { call: async () => '' } } };
      },
      deactivate: async () => {
        await Promise.resolve();
        log.info('bye');
        throw new Error('boom');
      },
    };
    const plugin = await activated(uses('log'), { services: { log: { info } } }, code);
    await rejection(plugin.registry.dispose());

    expect(info.mock.calls).toEqual([['bye']]);
    expect(() => log.info('text')).toThrow(expect.objectContaining({ code: 'service_revoked' }));
  });

  test('is revoked when the activation fails, and a new one works with the next', async () => {
    const logs: Log[] = [];
    const activate = (ctx: Context) => {
      logs.push(ctx.log);
      if (logs.length === 1) throw new Error('boom');
      return { thing: { 'demo.a': { call: async () => '' } } };
    };
    const catalog = createCatalog([fakePlugin('demo.a', { activate }, uses('log'))]);
    await using registry = openRegistry(catalog, { services: { log: { info: () => 'text' } } });
    await rejection(registry.get(Thing, 'demo.a'));
    await registry.get(Thing, 'demo.a');

    expect(() => logs[0]?.info('')).toThrow(expect.objectContaining({ code: 'service_revoked' }));
    expect(logs[1]?.info('')).toBe('text');
  });

  test('is not revoked for one plugin when another one fails', async () => {
    let log!: Log;
    const activate = (ctx: Context) => {
      log = ctx.log;
      return { thing: { 'demo.a': { call: async () => '' } } };
    };
    const failing = { activate: () => Promise.reject(new Error('boom')) };
    const plugins = [
      fakePlugin('demo.a', { activate }, uses('log')),
      fakePlugin('demo.b', failing, uses('log')),
    ];
    await using registry = openRegistry(createCatalog(plugins), {
      services: { log: { info: () => 'text' } },
    });
    await registry.get(Thing, 'demo.a');
    await rejection(registry.get(Thing, 'demo.b'));

    expect(log.info('')).toBe('text');
  });
});

describe('config()', () => {
  test('decodes what the host configured for this plugin', async () => {
    const config = vi.fn((raw: unknown) => ({ decoded: raw }));
    const raw = { 'demo.a': { port: 1 }, 'demo.b': { port: 2 } };
    await using plugin = await activated({}, { config: raw }, { config });

    expect(plugin.context.config).toEqual({ decoded: { port: 1 } });
    expect(config.mock.calls).toEqual([[{ port: 1 }]]);
  });

  test('gets undefined when the host configured nothing', async () => {
    const config = vi.fn((raw: unknown) => raw ?? 'default');
    await using plugin = await activated({}, {}, { config });
    expect(plugin.context.config).toBe('default');
  });

  test('names plugin and phase when it throws, and activates nothing', async () => {
    const activate = vi.fn();
    const config = () => {
      throw new Error("'port' is missing");
    };
    await using registry = openRegistry(createCatalog([fakePlugin('demo.a', { activate, config })]));

    await expect(registry.get(Thing, 'demo.a')).rejects.toMatchObject({
      code: 'configure_failed',
      pluginId: 'demo.a',
      phase: 'configure',
      message: "Cannot configure plugin 'demo.a': 'port' is missing",
    });
    expect(activate).not.toHaveBeenCalled();
  });
});

test('get() starts no plugin code when the scope ends while a service is made', async () => {
  const gate = deferred<Log>();
  const code = { config: vi.fn(), activate: vi.fn() };
  const catalog = createCatalog([fakePlugin('demo.a', code, uses('log'))]);
  const registry = openRegistry(catalog, { services: { log: () => gate.promise } });
  const waiting = rejection(registry.get(Thing, 'demo.a'));
  const ended = registry.dispose();
  gate.resolve({ info: () => '' });
  await ended;

  expect(await waiting).toMatchObject({ code: 'connect_failed', cause: { code: 'registry_disposed' } });
  for (const called of Object.values(code)) expect(called).not.toHaveBeenCalled();
});

test('a plugin that returned too little is ended at once, and the next request activates it anew', async () => {
  const deactivate = vi.fn();
  const activate = vi.fn(() => ({ thing: { 'demo.a': { call: async () => 'made' } } }) as never);
  activate.mockImplementationOnce(() => ({}) as never);
  await using registry = openRegistry(createCatalog([fakePlugin('demo.a', { activate, deactivate })]));

  await expect(registry.get(Thing, 'demo.a')).rejects.toMatchObject({
    code: 'activate_failed',
    cause: { code: 'missing_provider' },
  });
  expect(deactivate).toHaveBeenCalledTimes(1);
  expect(await (await registry.get(Thing, 'demo.a')).call()).toBe('made');
  expect(activate).toHaveBeenCalledTimes(2);
});
