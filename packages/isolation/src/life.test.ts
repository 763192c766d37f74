import { startLeakCheck } from '@mortise/testing';
import { createProbe } from '@mortise/testing/probe';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { rejection, Scope } from '../fixtures/scope.ts';
import { until } from '../fixtures/until.ts';

let check: () => Promise<void>;
let scope: Scope;
beforeEach(() => {
  check = startLeakCheck();
  scope = new Scope();
});
afterEach(async () => {
  await scope.end().catch(() => {});
  expect(scope.kind.running, 'boundaries that still run').toBe(0);
  await check();
});

const providers = () => ({ probe: { probe: createProbe() } });
/** As `then` of it is none, a promise may hold it. */
const trap = new Proxy(
  {},
  {
    get: (_, key) => {
      if (key === 'then') return undefined;
      throw new Error('trapped');
    },
  },
);
const never = () => new Promise<never>(() => {});

test('the plugin gets its context, and not where it lies on the host', async () => {
  let context: Record<string, unknown> = {};
  scope = new Scope({
    activate: (ctx) => {
      context = ctx;
      return providers();
    },
    config: (raw) => ({ decoded: raw }),
  });
  await scope.probe({ config: { 'demo.probe': { depth: [1, null, 'two'] } } });
  expect(context).toMatchObject({
    id: 'demo.probe',
    version: '1.0.0',
    config: { decoded: { depth: [1, null, 'two'] } },
  });
  expect(JSON.stringify(scope.kind.last.plugin?.manifest)).not.toContain('ada');
});

test('the boundary keeps the program running once the plugin is active, not before', async () => {
  let wasHeld: boolean | undefined;
  scope = new Scope({
    activate: () => {
      wasHeld = scope.kind.last.isHeld;
      return providers();
    },
  });
  await scope.probe();
  expect([wasHeld, scope.kind.last.isHeld]).toEqual([false, true]);
});

test('each scope has an instance of its own, and ends only that', async () => {
  const [one, two] = [scope.open(), scope.open()];
  const find = (registry: typeof one) => registry.find({ id: 'mortise:probe@1' } as never, 'probe');
  const probes = (await Promise.all([find(one), find(two)])) as Awaited<ReturnType<Scope['probe']>>[];
  await probes[0]?.counter(0);
  expect(await probes[1]?.liveCounters()).toBe(0);
  await one.dispose();
  expect(await rejection(probes[0]?.add(1, 2) as Promise<number>)).toMatchObject({
    code: 'plugin_ended',
    pluginId: 'demo.probe',
  });
  expect(await probes[1]?.add(1, 2)).toBe(3);
  expect(scope.kind.running).toBe(1);
});

describe('at the end of the scope', () => {
  test('ctx.signal aborts, then deactivate runs with its services, then the boundary ends', async () => {
    const seen: string[] = [];
    const log = { info: async (text: string) => void seen.push(text) };
    scope = new Scope({
      activate: (ctx) => {
        ctx.signal.addEventListener('abort', () => seen.push('aborted'));
        return providers();
      },
      deactivate: async (ctx) => {
        await ctx.log.info(`${ctx.id} deactivates, aborted: ${ctx.signal.aborted}`);
        seen.push(`running: ${scope.kind.running}`);
      },
    });
    await scope.probe({ services: { log } });
    await scope.end();
    expect(seen).toEqual(['aborted', 'demo.probe deactivates, aborted: true', 'running: 1']);
    expect(scope.kind.last.wasKilled).toBe(false);
    expect(scope.kind.running).toBe(0);
  });

  test('what deactivate throws is told, and the boundary has ended', async () => {
    scope = new Scope({
      deactivate: () => {
        throw Object.assign(new Error('disk is full'), { code: 'no_space' });
      },
    });
    await scope.probe();
    expect(await rejection(scope.end())).toMatchObject({
      code: 'dispose_failed',
      message: "Cannot deactivate plugin 'demo.probe': disk is full",
    });
    expect(scope.kind.running).toBe(0);
  });

  test.each([
    [undefined, 5_000],
    [{ stopTimeout: '30s' }, 30_000],
    [{ stopTimeout: '50ms' }, 50],
  ])(
    'with limits %j, a deactivate that hangs is ended with stop_timeout after %i ms',
    async (limits, most) => {
      vi.useFakeTimers({ toFake: ['performance', 'setTimeout', 'clearTimeout'] });
      try {
        scope = new Scope({ deactivate: never }, { limits });
        await scope.probe();
        let hasEnded = false;
        const ended = rejection(scope.end()).finally(() => (hasEnded = true));
        await vi.advanceTimersByTimeAsync(most - 1);
        expect(hasEnded).toBe(false);
        await vi.advanceTimersByTimeAsync(1);
        expect(await ended).toMatchObject({
          code: 'dispose_failed',
          cause: [
            {
              cause: {
                code: 'stop_timeout',
                pluginId: 'demo.probe',
                phase: 'deactivate',
                cause: { limit: 'stopTimeout', allowed: most, measured: most },
              },
            },
          ],
        });
      } finally {
        vi.useRealTimers();
      }
    },
  );

  describe('one that answers nothing while it deactivates', () => {
    beforeEach(() => {
      vi.useFakeTimers({ toFake: ['performance', 'setTimeout', 'clearTimeout'] });
    });
    afterEach(() => {
      vi.useRealTimers();
    });
    const limits = { stopTimeout: '20s', callTimeout: '1s' };
    const busyFor = (milliseconds: number) => () => {
      const { last } = scope.kind;
      last.hang();
      setTimeout(() => last.pair.flow(), milliseconds);
    };

    test('has all its time, also where calls are late meanwhile', async () => {
      scope = new Scope({ deactivate: busyFor(19_000) }, { limits });
      const probe = await scope.probe();
      const late = rejection(probe.hang());
      const ended = scope.end();
      await vi.advanceTimersByTimeAsync(19_001);
      await ended;
      expect(await late).toMatchObject({ code: 'deadline_exceeded' });
      expect(scope.kind.last.wasKilled).toBe(false);
    });

    test('is ended at once when that is over', async () => {
      scope = new Scope({ deactivate: busyFor(21_000) }, { limits });
      await scope.probe();
      const ended = rejection(scope.end());
      await vi.advanceTimersByTimeAsync(20_000);
      expect(await ended).toMatchObject({ cause: [{ cause: { code: 'stop_timeout' } }] });
      expect(scope.kind.last.wasKilled).toBe(true);
      await vi.advanceTimersByTimeAsync(1_000);
    });

    test('has its grace where it was late before', async () => {
      scope = new Scope({}, { limits });
      const probe = await scope.probe();
      scope.kind.last.hang();
      const late = rejection(probe.hang());
      await vi.advanceTimersByTimeAsync(1_000);
      expect(await late).toMatchObject({ code: 'deadline_exceeded' });
      const ended = rejection(scope.end());
      await vi.advanceTimersByTimeAsync(1_000);
      expect(await ended).toMatchObject({
        cause: [{ cause: { code: 'plugin_unresponsive', phase: 'deactivate' } }],
      });
    });
  });

  test('a boundary that ends while the plugin deactivates is told', async () => {
    scope = new Scope({
      deactivate: () => {
        scope.kind.last.finish({ kind: 'crash', how: 'exit code 7' });
        return never();
      },
    });
    await scope.probe();
    expect(await rejection(scope.end())).toMatchObject({
      cause: [{ cause: { code: 'plugin_crashed', pluginId: 'demo.probe', phase: 'deactivate' } }],
    });
  });

  test('a plugin that is not there any more is not started for its end', async () => {
    await scope.probe();
    scope.kind.last.finish({ kind: 'crash', how: 'exit code 7' });
    await scope.kind.last.ended;
    await scope.end();
    expect(scope.kind.boundaries).toHaveLength(1);
  });

  test('a start under way is given up', async () => {
    scope = new Scope({ activate: never });
    const waiting = rejection(scope.probe());
    await until(() => expect(scope.kind.boundaries).toHaveLength(1));
    await scope.end();
    expect(await waiting).toMatchObject({ cause: { code: 'plugin_ended', pluginId: 'demo.probe' } });
  });

  test('a start is given up at whatever moment the end comes, and waits for no plugin', async () => {
    for (let turns = 0; turns < 20; turns += 1) {
      scope = new Scope({ activate: never }, { limits: { startTimeout: '10m' } });
      const waiting = rejection(scope.probe());
      for (let turn = 0; turn < turns; turn += 1) await null;
      await scope.end();
      expect(await waiting).toBeInstanceOf(Error);
    }
  });

  test('a new start under way, for a call, is given up', async () => {
    let isFirst = true;
    scope = new Scope({
      activate: () => {
        if (!isFirst) return never();
        isFirst = false;
        return providers();
      },
    });
    const probe = await scope.probe();
    scope.kind.last.finish({ kind: 'crash', how: 'exit code 7' });
    await scope.kind.last.ended;
    const waiting = rejection(probe.add(1, 2));
    await until(() => expect(scope.kind.boundaries).toHaveLength(2));
    await scope.end();
    expect(await waiting).toMatchObject({ code: 'plugin_ended', pluginId: 'demo.probe' });
  });

  test('an instance is ended at whatever moment of its start the end comes', async () => {
    for (let turns = 0; turns < 100; turns += 1) {
      scope = new Scope();
      const registry = scope.open();
      const found = registry.find({ id: 'mortise:probe@1' } as never, 'probe').catch(() => {});
      while (scope.kind.boundaries.length < 1) await new Promise((resolve) => setImmediate(resolve));
      for (let turn = 0; turn < turns; turn += 1) await Promise.resolve();
      await registry.dispose();
      await found;
      expect(scope.kind.running, `after ${turns} turns`).toBe(0);
    }
  });
});

describe('a configuration', () => {
  test.each([
    ['a function', { read: () => {} }],
    ['a Date', { since: new Date(0) }],
    ['a cycle', cycle()],
    ['a bigint', 1n],
  ])('with %s cannot cross, and is refused as configure_failed', async (_, config) => {
    expect(await rejection(scope.probe({ config: { 'demo.probe': config } }))).toMatchObject({
      code: 'activate_failed',
      cause: { code: 'configure_failed', pluginId: 'demo.probe', phase: 'configure' },
    });
  });

  test('that is too large is refused as configure_failed', async () => {
    const config = { 'demo.probe': 'x'.repeat(70_000_000) };
    expect(await rejection(scope.probe({ config }))).toMatchObject({
      cause: { code: 'configure_failed', message: expect.stringContaining('more than') },
    });
  });

  test('that the plugin refuses is configure_failed, without what steers a terminal', async () => {
    scope = new Scope({
      config: () => {
        throw new Error("'port' is \u001b[31mmissing");
      },
    });
    expect(await rejection(scope.probe())).toMatchObject({
      cause: {
        code: 'configure_failed',
        phase: 'configure',
        message: "Cannot configure plugin 'demo.probe': 'port' is [31mmissing",
      },
    });
  });
});

test('an activate() that throws is told with its code, and the next request works', async () => {
  let isFirst = true;
  scope = new Scope({
    activate: () => {
      if (!isFirst) return providers();
      isFirst = false;
      throw Object.assign(new Error('no disk'), { code: 'no_disk' });
    },
  });
  expect(await rejection(scope.probe())).toMatchObject({
    code: 'activate_failed',
    pluginId: 'demo.probe',
    cause: { name: 'RemoteError', code: 'no_disk', message: 'no disk' },
  });
  expect(await (await scope.probe()).add(1, 2)).toBe(3);
});

test.each([
  ['throws null', () => Promise.reject(null), 'activate() threw null'],
  ['throws undefined', () => Promise.reject(undefined), 'activate() threw undefined'],
  ['rejects with a proxy', () => Promise.reject(trap), 'activate() threw an object that cannot be read'],
])('an activate() that %s is told with what it threw, and what to do', async (_, activate, message) => {
  scope = new Scope({ activate });
  expect(await rejection(scope.probe())).toMatchObject({
    code: 'activate_failed',
    message: expect.stringContaining(`Cannot activate plugin 'demo.probe': ${message}`),
    cause: { hint: expect.stringContaining('Throw an Error') },
  });
});

test.each([
  ['a proxy that throws', () => trap],
  ['an object with a getter that throws', () => ({ probe: trap })],
])('one that returns %s is told where, deactivated, then ended', async (_, activate) => {
  const deactivate = vi.fn();
  scope = new Scope({ activate: activate as never, deactivate });
  expect(await rejection(scope.probe())).toMatchObject({
    code: 'activate_failed',
    message: expect.stringContaining("what activate() returned cannot be read at 'probe.probe': trapped"),
    cause: { hint: expect.stringContaining('Return { probe: { probe: … } }') },
  });
  expect(deactivate).toHaveBeenCalledOnce();
});

test('a config() and a module that throw null are told with that', async () => {
  scope = new Scope({ config: () => Promise.reject(null) });
  expect(await rejection(scope.probe())).toMatchObject({
    cause: { code: 'configure_failed', message: expect.stringContaining('config() threw null') },
  });
  scope.kind.importModule = () => Promise.reject(null);
  expect(await rejection(scope.probe())).toMatchObject({
    cause: { code: 'import_failed', message: expect.stringContaining('its module threw null') },
  });
});

test('one that returns less than its manifest promises is deactivated, then ended', async () => {
  const deactivate = vi.fn();
  scope = new Scope({ activate: () => ({ probe: {} }), deactivate });
  expect(await rejection(scope.probe())).toMatchObject({
    cause: {
      code: 'missing_provider',
      pluginId: 'demo.probe',
      phase: 'activate',
      message: expect.stringContaining("'mortise:probe@1/probe'"),
    },
  });
  expect(deactivate).toHaveBeenCalledTimes(1);
});

test('what a plugin lies about its activation is no matter of the configuration', async () => {
  const lie = { kind: 'active', missing: 'all' };
  scope.kind.tamper = (data, from) => {
    const text = JSON.stringify(data);
    if (from === 'b' && text.includes('"active"')) return [JSON.parse(text.replace('"active"', '"neither"'))];
    return [data];
  };
  const error = await rejection(scope.probe());
  expect(error, JSON.stringify(lie)).toMatchObject({ cause: { pluginId: 'demo.probe', phase: 'activate' } });
  expect((error as { cause: { code: string } }).cause.code).not.toBe('configure_failed');
});

function cycle(): unknown {
  const value: Record<string, unknown> = {};
  value.self = value;
  return value;
}
