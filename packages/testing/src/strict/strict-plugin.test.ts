import { contract, type Plugin } from '@mortise/core';
import { createCatalog, createRegistry } from '@mortise/registry';
import { describe, expect, test } from 'vitest';
import type { Listener, Probe } from '../conformance/probe.contract.ts';
import { createProbe } from '../conformance/probe.ts';
import { ProbeWire } from '../conformance/probe.wire.gen.ts';
import { startLeakCheck } from '../leaks/leak-check.ts';
import { strictPlugin } from './strict-plugin.ts';

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
