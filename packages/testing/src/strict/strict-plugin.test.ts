import { contract, type Plugin, release } from '@mortise/core';
import { createCatalog, createRegistry } from '@mortise/registry';
import type { Connection } from '@mortise/rpc';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { until } from '../conformance/expect.ts';
import type { Counter, Listener, Probe } from '../conformance/probe.contract.ts';
import { createProbe } from '../conformance/probe.ts';
import { ProbeWire } from '../conformance/probe.wire.gen.ts';
import { startLeakCheck } from '../leaks/leak-check.ts';
import { strictPlugin } from './strict-plugin.ts';

/** All that were opened during a test. */
const connections: Connection[] = [];

vi.mock('@mortise/rpc', async (original) => {
  const rpc = await original<typeof import('@mortise/rpc')>();
  const connect: typeof rpc.connect = async (...args) => {
    const connection = await rpc.connect(...args);
    connections.push(connection);
    return connection;
  };
  return { ...rpc, connect };
});

beforeEach(() => void connections.splice(0));

/** What both sides have open together. */
const open = (): number =>
  connections.flatMap(({ pending }) => Object.values(pending)).reduce((sum, count) => sum + count, 0);

const token = contract<Probe>()('mortise:probe@1', '1.0.0');

/** Provides a probe, and asks another one, the host's, for sums. */
const plugin = (code: Partial<Plugin['code']> = {}): Plugin<'mortise:probe@1/own'> => ({
  manifest: {
    id: 'demo.prober',
    version: '1.0.0',
    provides: { 'mortise:probe@1/own': { key: 'probe', version: '1.0.0' } },
    uses: [{ contract: 'mortise:probe@1', key: 'probe', as: 'host', optional: true }],
  },
  code: {
    activate: async ({ host }: { host?: Probe }) => ({
      probe: {
        own: { ...createProbe(), add: async (a, b) => (host ? host.add(a, b) : a + b) } satisfies Probe,
      },
    }),
    ...code,
  },
});

const wires = [ProbeWire];

/** Provides two probes, and asks the host's. */
const twoProbes = (
  probesOf: (host: Probe) => { readonly own?: Partial<Probe>; readonly other?: Partial<Probe> },
): Plugin<'mortise:probe@1/own' | 'mortise:probe@1/other'> => {
  const { manifest } = plugin();
  const provides = {
    ...manifest.provides,
    'mortise:probe@1/other': { key: 'probe', version: '1.0.0' },
  } as const;
  return {
    manifest: { ...manifest, provides },
    code: { activate: async ({ host }: { host: Probe }) => ({ probe: { ...probesOf(host) } }) },
  };
};

describe('strictPlugin()', () => {
  test('passes calls of providers and of services through the protocol', async () => {
    const added: unknown[] = [];
    const host = { ...createProbe(), add: async (...numbers: [number, number]) => added.push(numbers) * 12 };
    const catalog = createCatalog([strictPlugin(plugin(), { wires })]);
    await using registry = createRegistry(catalog, { services: { probe: host } });

    const probe = await registry.get(token, 'own');

    expect(await probe.add(3, 4)).toBe(12);
    expect(added).toEqual([[3, 4]]);
    await expect(probe.add('3' as never, 4)).rejects.toMatchObject({ code: 'invalid_value' });
  });

  test('has one connection for all providers and services, so that an object comes home as itself', async () => {
    const made: Counter[] = [];
    const seen: Counter[] = [];
    const real = createProbe();
    const host: Probe = {
      ...real,
      counter: async (start) => {
        const counter = await real.counter(start);
        made.push(counter);
        return counter;
      },
      same: async (counter) => {
        seen.push(counter);
        return counter;
      },
    };
    const two = twoProbes((host) => ({
      own: { ...createProbe(), counter: (start) => host.counter(start) },
      other: { ...createProbe(), same: (counter) => host.same(counter) },
    }));
    const catalog = createCatalog([strictPlugin(two, { wires })]);
    await using registry = createRegistry(catalog, { services: { probe: host } });
    const [own, other] = [await registry.get(token, 'own'), await registry.get(token, 'other')];

    const counter = await own.counter(5);
    expect(counter).toBe(made[0]);
    expect(await other.same(counter)).toBe(counter);
    expect(seen[0]).toBe(counter);

    expect(await counter.add(1)).toBe(6);
    await release(counter);
    expect(connections).toHaveLength(2);
    const left = async (): Promise<number> => {
      await own.nothing();
      return open();
    };
    await until(left, (count) => count === 0);
  });

  test('keeps the order of calls to several providers', async () => {
    const called: string[] = [];
    const probe = (name: string): Probe => ({
      ...createProbe(),
      add: async (a, b) => {
        called.push(`${name} ${a}`);
        return a + b;
      },
    });
    const two = twoProbes(() => ({ own: probe('own'), other: probe('other') }));
    const catalog = createCatalog([strictPlugin(two, { wires })]);
    await using registry = createRegistry(catalog, { services: { probe: createProbe() } });
    const [own, other] = [await registry.get(token, 'own'), await registry.get(token, 'other')];
    await Promise.all([own.add(1, 0), other.add(2, 0), own.add(3, 0), other.add(4, 0)]);

    expect(called).toEqual(['own 1', 'other 2', 'own 3', 'other 4']);
    expect(open()).toBe(0);
  });

  test('shows a provider that is missing, and a method that is', async () => {
    const { nothing, ...rest } = createProbe();
    const services = { probe: createProbe() };
    const lacking = twoProbes(() => ({ own: createProbe() }));
    await using one = createRegistry(createCatalog([strictPlugin(lacking, { wires })]), { services });
    await expect(one.get(token, 'own')).rejects.toMatchObject({
      code: 'activate_failed',
      cause: { code: 'missing_provider' },
    });
    expect((await Promise.all(connections.map(({ closed }) => closed))).length).toBe(2);

    const partial = twoProbes(() => ({ own: rest, other: createProbe() }));
    await using two = createRegistry(createCatalog([strictPlugin(partial, { wires })]), { services });
    await expect((await two.get(token, 'own')).nothing()).rejects.toMatchObject({ code: 'unsupported' });
  });

  test('leaves nothing behind when its registry ends', async () => {
    const check = startLeakCheck();
    const ended: string[] = [];
    const code = { deactivate: async () => void ended.push('plugin') };
    const registry = createRegistry(createCatalog([strictPlugin(plugin(code), { wires })]));
    const probe = await registry.get(token, 'own');
    const kept: Listener = {
      notify: async (text) => text,
      [Symbol.asyncDispose]: async () => void ended.push('kept'),
    };
    await probe.keep(kept);

    await registry.dispose();

    expect(ended).toEqual(['plugin', 'kept']);
    await expect(probe.nothing()).rejects.toMatchObject({ code: 'connection_closed' });
    await check();
  });

  test('leaves nothing behind when activation fails', async () => {
    const check = startLeakCheck();
    const code = { activate: () => Promise.reject(new Error('no')) };
    await using registry = createRegistry(createCatalog([strictPlugin(plugin(code), { wires })]), {
      services: { probe: createProbe() },
    });
    await expect(registry.get(token, 'own')).rejects.toMatchObject({ code: 'activate_failed' });
    await check();
  });

  test('keeps scopes apart', async () => {
    const catalog = createCatalog([strictPlugin(plugin(), { wires })]);
    const one = createRegistry(catalog);
    await using two = createRegistry(catalog);
    const [first, second] = [await one.get(token, 'own'), await two.get(token, 'own')];
    await first.counter(0);
    await one.dispose();

    expect(await second.liveCounters()).toBe(0);
  });

  test('names the contract whose wire module is missing', () => {
    expect(() => strictPlugin(plugin(), { wires: [] })).toThrow(
      "Cannot make plugin 'demo.prober' strict: no wire module of 'mortise:probe@1'",
    );
  });
});
