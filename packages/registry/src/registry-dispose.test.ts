import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import type { PluginContext } from '@mortise/core';
import { describe, expect, test, vi } from 'vitest';
import { deferred, fakePlugin, openRegistry, rejection, Thing } from '../test/fake-plugin.ts';
import { createCatalog } from './catalog.ts';

const disposed = expect.objectContaining({ code: 'registry_disposed', message: 'The registry has ended' });

/** A plugin that says in the journal when it ends, in two steps. */
const ending = (journal: string[], id: string, ...dependencies: string[]) =>
  fakePlugin(
    id,
    {
      deactivate: async () => {
        journal.push(`end ${id}`);
        await Promise.resolve();
        journal.push(`ended ${id}`);
      },
    },
    { dependencies },
  );

describe('dispose()', () => {
  test('ends the last activated first, one after the other', async () => {
    const journal: string[] = [];
    const registry = openRegistry(createCatalog(['a', 'b', 'c'].map((id) => ending(journal, id))));
    for (const id of ['b', 'c', 'a']) await registry.get(Thing, id);
    await registry.dispose();

    expect(journal).toEqual(['end a', 'ended a', 'end c', 'ended c', 'end b', 'ended b']);
  });

  test('ends a plugin before its dependencies', async () => {
    const journal: string[] = [];
    const plugins = [ending(journal, 'a', 'b', 'c'), ending(journal, 'b', 'c'), ending(journal, 'c')];
    const registry = openRegistry(createCatalog(plugins));
    await registry.get(Thing, 'a');
    await registry.dispose();

    expect(journal.filter((line) => line.startsWith('ended'))).toEqual(['ended a', 'ended b', 'ended c']);
  });

  test('ends a plugin before its dependencies when it had to be tried again', async () => {
    const journal: string[] = [];
    const [top, base] = [ending(journal, 'top', 'base'), ending(journal, 'base')];
    const activate = vi.fn(base.code.activate).mockRejectedValueOnce(new Error('boom'));
    const registry = openRegistry(createCatalog([top, { ...base, code: { ...base.code, activate } }]));
    await rejection(registry.get(Thing, 'top'));
    await registry.get(Thing, 'top');
    await registry.dispose();

    expect(journal).toEqual(['end top', 'ended top', 'end base', 'ended base']);
  });

  test('ends all plugins and reports all errors when some of them throw', async () => {
    const journal: string[] = [];
    const throwing = (id: string, thrown: unknown) =>
      fakePlugin(id, {
        deactivate: () => {
          journal.push(id);
          throw thrown;
        },
      });
    const plugins = [throwing('a', new Error('boom')), ending(journal, 'b'), throwing('c', undefined)];
    const registry = openRegistry(createCatalog(plugins));
    for (const id of ['a', 'b', 'c']) await registry.get(Thing, id);

    await expect(registry.dispose()).rejects.toMatchObject({
      code: 'dispose_failed',
      message: "Cannot deactivate plugin 'c': undefined; Cannot deactivate plugin 'a': boom",
      cause: [
        { code: 'deactivate_failed', pluginId: 'c', phase: 'deactivate' },
        { code: 'deactivate_failed', pluginId: 'a', phase: 'deactivate' },
      ],
    });
    expect(journal).toEqual(['c', 'end b', 'ended b', 'a']);
  });

  test('ends nothing when nothing was activated', async () => {
    const deactivate = vi.fn();
    await openRegistry(createCatalog([fakePlugin('a', { deactivate })])).dispose();
    expect(deactivate).not.toHaveBeenCalled();
  });

  test('does not end what failed to start', async () => {
    const code = { activate: () => Promise.reject(new Error('boom')), deactivate: vi.fn() };
    const registry = openRegistry(createCatalog([fakePlugin('a', code)]));
    await rejection(registry.get(Thing, 'a'));
    await registry.dispose();

    expect(code.deactivate).not.toHaveBeenCalled();
  });

  test('ends once when it is called twice, with the same result', async () => {
    const deactivate = vi.fn(() => Promise.reject(new Error('boom')));
    const registry = openRegistry(createCatalog([fakePlugin('a', { deactivate })]));
    await registry.get(Thing, 'a');
    const errors = [await rejection(registry.dispose()), await rejection(registry[Symbol.asyncDispose]())];

    expect(errors[0]).toBe(errors[1]);
    expect(deactivate).toHaveBeenCalledTimes(1);
  });

  test('ends once when a listener of the signal calls it again', async () => {
    const deactivate = vi.fn();
    const activate = (ctx: PluginContext) => {
      ctx.signal.addEventListener('abort', () => void registry.dispose());
      return { thing: { a: { call: async () => '' } } };
    };
    const registry = openRegistry(createCatalog([fakePlugin('a', { activate, deactivate })]));
    await registry.get(Thing, 'a');
    await registry.dispose();

    expect(deactivate).toHaveBeenCalledTimes(1);
  });

  test('refuses a request already when a listener of the signal makes it', async () => {
    const waiting: Promise<unknown>[] = [];
    const activate = (ctx: PluginContext) => {
      ctx.signal.addEventListener('abort', () => waiting.push(rejection(registry.get(Thing, 'a'))));
      return { thing: { a: { call: async () => '' } } };
    };
    const registry = openRegistry(createCatalog([fakePlugin('a', { activate })]));
    await registry.get(Thing, 'a');
    await registry.dispose();

    expect(await Promise.all(waiting)).toEqual([disposed]);
  });

  test('aborts the signal at once, before the first plugin ends', async () => {
    const journal: string[] = [];
    const activate = (ctx: PluginContext) => {
      ctx.signal.addEventListener('abort', () => journal.push('abort'));
      return { thing: { a: { call: async () => '' } } };
    };
    const deactivate = () => void journal.push('end');
    const registry = openRegistry(createCatalog([fakePlugin('a', { activate, deactivate })]));
    await registry.get(Thing, 'a');
    const ended = registry.dispose();

    expect(journal).toEqual(['abort']);
    await ended;
    expect(journal).toEqual(['abort', 'end']);
  });

  test('the signal of an activation that failed aborts with its error, and that of the next one at the end', async () => {
    const signals: AbortSignal[] = [];
    const activate = (ctx: PluginContext) => {
      signals.push(ctx.signal);
      if (signals.length === 1) throw new Error('no disk');
      return { thing: { a: { call: async () => '' } } };
    };
    const registry = openRegistry(createCatalog([fakePlugin('a', { activate })]));
    const error = await rejection(registry.get(Thing, 'a'));
    expect(signals[0]?.reason).toBe(error);
    await registry.get(Thing, 'a');
    expect(signals.map(({ aborted }) => aborted)).toEqual([true, false]);
    await registry.dispose();
    expect(signals.map(({ aborted }) => aborted)).toEqual([true, true]);
  });

  test('leaves other registries of the catalog alone', async () => {
    const signals: AbortSignal[] = [];
    const activate = (ctx: PluginContext) => {
      signals.push(ctx.signal);
      return { thing: { a: { call: async () => 'alive' } } };
    };
    const catalog = createCatalog([fakePlugin('a', { activate })]);
    await using other = openRegistry(catalog);
    const registry = openRegistry(catalog);
    await registry.get(Thing, 'a');
    await other.get(Thing, 'a');
    await registry.dispose();

    expect(signals.map(({ aborted }) => aborted)).toEqual([true, false]);
    expect(await (await other.get(Thing, 'a')).call()).toBe('alive');
  });
});

describe('dispose() during an activation', () => {
  const starting = async () => {
    const began = deferred();
    const gate = deferred();
    const code = {
      activate: vi.fn(async () => {
        began.resolve();
        await gate.promise;
        return { thing: { a: { call: async () => '' } } };
      }),
      deactivate: vi.fn(),
    };
    const registry = openRegistry(createCatalog([fakePlugin('a', code), fakePlugin('b')]));
    const waiting = rejection(registry.get(Thing, 'a'));
    await began.promise;
    return { gate, code, registry, waiting };
  };

  test('waits for it and ends the plugin; who waited gets no provider', async () => {
    const { gate, code, registry, waiting } = await starting();
    let over = false;
    const ended = registry.dispose().then(() => {
      over = true;
    });
    await rejection(registry.get(Thing, 'b'));
    expect(over).toBe(false);
    gate.resolve();
    await ended;

    expect(await waiting).toEqual(disposed);
    expect(code.deactivate).toHaveBeenCalledTimes(1);
  });

  test('reports the error to who waited, not to who ends, when it fails', async () => {
    const { gate, code, registry, waiting } = await starting();
    const ended = registry.dispose();
    gate.reject(new Error('boom'));
    await ended;

    expect(await waiting).toMatchObject({
      code: 'activate_failed',
      message: "Cannot activate plugin 'a': boom",
    });
    expect(code.deactivate).not.toHaveBeenCalled();
  });

  test('reports an error of the clean-up to who ends', async () => {
    const { gate, code, registry, waiting } = await starting();
    code.deactivate.mockRejectedValue(new Error('boom'));
    const ended = rejection(registry.dispose());
    gate.resolve();

    expect(await waiting).toEqual(disposed);
    expect(await ended).toMatchObject({
      code: 'dispose_failed',
      message: "Cannot deactivate plugin 'a': boom",
    });
  });

  test('can be heard by the activation', async () => {
    const began = deferred();
    const activate = (ctx: PluginContext) => {
      began.resolve();
      return new Promise<never>((_, reject) =>
        ctx.signal.addEventListener('abort', () => reject(ctx.signal.reason)),
      );
    };
    const registry = openRegistry(createCatalog([fakePlugin('a', { activate })]));
    const waiting = rejection(registry.get(Thing, 'a'));
    await began.promise;
    await registry.dispose();

    expect(await waiting).toMatchObject({ code: 'activate_failed', cause: disposed });
  });
});

describe('get() after dispose()', () => {
  test.each(['a', 'b', 'unknown'])("rejects for '%s', whether it was active or not", async (name) => {
    const activate = vi.fn();
    const registry = openRegistry(createCatalog([fakePlugin('a'), fakePlugin('b', { activate })]));
    await registry.get(Thing, 'a');
    const ended = registry.dispose();

    expect(await rejection(registry.get(Thing, name)), 'while it ends').toEqual(disposed);
    await ended;
    expect(await rejection(registry.find(Thing, name)), 'when it has ended').toEqual(disposed);
    expect(activate).not.toHaveBeenCalled();
  });
});

test('10,000 plugins that listen for the end raise no warning', async () => {
  const warn = vi.fn();
  process.on('warning', warn);
  const ids = Array.from({ length: 10_000 }, (_, index) => `demo.p${index}`);
  const heard: string[] = [];
  const plugins = ids.map((id) =>
    fakePlugin(id, {
      activate: (ctx: PluginContext) => {
        ctx.signal.addEventListener('abort', () => heard.push(id));
        return { thing: { [id]: {} } };
      },
    }),
  );
  const registry = openRegistry(createCatalog(plugins));
  await Promise.all(ids.map((id) => registry.get(Thing, id)));
  await registry.dispose();
  await new Promise(setImmediate);
  process.off('warning', warn);

  expect(heard).toHaveLength(10_000);
  expect(warn).not.toHaveBeenCalled();
});

test('nothing of an ended scope stays in memory when its plugin listened for the end', async () => {
  setFlagsFromString('--expose-gc');
  const collect: () => void = runInNewContext('gc');
  const runScope = async () => {
    const provider = { call: async () => '' };
    const activate = (ctx: PluginContext) => {
      ctx.signal.addEventListener('abort', () => void provider.call());
      return { thing: { a: provider } };
    };
    const registry = openRegistry(createCatalog([fakePlugin('a', { activate })]));
    await registry.get(Thing, 'a');
    await registry.dispose();
    return new WeakRef(provider);
  };
  const left = await runScope();
  // Node lets go of an aborted signal in one of the next turns of the event loop; how many it takes depends on how busy
  // the machine is. What was compared is not given to `expect`, which would keep it.
  await vi.waitFor(
    () => {
      collect();
      expect(left.deref() === undefined, 'is gone').toBe(true);
    },
    { timeout: 20_000, interval: 1 },
  );
});

test('dispose() ends what is active also while another activation hangs', async () => {
  const ended: string[] = [];
  const hanging = fakePlugin('demo.hanging', { activate: () => new Promise<never>(() => {}) });
  const ready = fakePlugin('demo.ready', { deactivate: async () => void ended.push('ready') });
  const registry = openRegistry(createCatalog([ready, hanging]));
  await registry.get(Thing, 'demo.ready');
  registry.get(Thing, 'demo.hanging').catch(() => {});
  void registry.dispose();
  await vi.waitFor(() => expect(ended).toEqual(['ready']), { timeout: 20_000 });
});
