import { createCatalog, createRegistry } from '@mortise/registry';
import { startLeakCheck } from '@mortise/testing';
import { Probe } from '@mortise/testing/probe';
import { ProbeWire } from '@mortise/testing/wire';
import { describe, expect, test } from 'vitest';
import { bundlePlugin } from '../fixtures/bundle-plugin.ts';
import { engineImage } from './engine/image.ts';
import { createWasmLoader } from './wasm-loader.ts';

/** A plugin that works for a while wherever `busy()` is called. */
const source = (methods: string) => `
  import { ProbeWire } from '@mortise/testing/wire';
  export const wires = [ProbeWire];
  const busy = () => { const until = Date.now() + 12; while (Date.now() < until); };
  export default { activate: ({ probe }) => ({ probe: { own: { ${methods} } } }) };`;

const manifest = {
  provides: { 'mortise:probe@1.0.0': { own: {} } },
  uses: { 'mortise:probe@1': { optional: true } },
};

const piece = new Uint8Array(100_000);

/** Ten pieces may wait, and five where a call is made. */
const limits = { unsent: 10 * piece.length };

/** Runs a plugin whose host has a service that gives a piece. */
const withPlugin = async (
  inline: boolean,
  methods: string,
  use: (probe: Probe) => Promise<void>,
): Promise<void> => {
  await engineImage();
  const check = startLeakCheck();
  // It is busy all the time: how long it may take to answer anything at all is not what is tested.
  const loader = createWasmLoader({ wires: [ProbeWire], inline, connection: { limits }, grace: 30_000 });
  const plugin = loader.load(await bundlePlugin(source(methods), manifest));
  const services = { probe: { bytes: async () => piece } as unknown as Probe };
  const registry = createRegistry(createCatalog([plugin]), { services });
  try {
    await use(await registry.find(Probe, 'own'));
  } finally {
    await registry.dispose();
    await loader[Symbol.asyncDispose]();
    await check();
  }
};

describe.each([false, true])('what a busy plugin has not taken (inline: %s)', (inline) => {
  test('is the host’s to wait for: calls are refused meanwhile, and the plugin lives', async () => {
    await withPlugin(inline, 'bytes: async () => { busy(); return new Uint8Array(1); }', async (probe) => {
      const codes = new Map<string, number>();
      const calls: Promise<void>[] = [];
      let [open, most] = [0, 0];
      const call = async () => {
        open += 1;
        const code = await probe.bytes(piece).then(
          () => 'answered',
          (error) => error.code,
        );
        open -= 1;
        codes.set(code, (codes.get(code) ?? 0) + 1);
      };
      for (let round = 0; round < 50; round += 1) {
        for (let count = 0; count < 10; count += 1) calls.push(call());
        await new Promise((resolve) => setTimeout(resolve, 1));
        most = Math.max(most, open);
      }
      await Promise.all(calls);
      expect([...codes.keys()].sort()).toEqual(['answered', 'overloaded']);
      expect(most).toBeLessThan(10);
      expect(await probe.bytes(piece)).toHaveLength(1);
    });
  });

  test('ends it where it asks for more and more', async () => {
    const methods = `nothing: async () => {
      let [asked, taken] = [0, 0];
      await new Promise((resolve) => {
        const ask = () => {
          if (asked === 100) return;
          asked += 1;
          probe.bytes(new Uint8Array(1)).then(() => {
            for (let more = 0; more < 5; more += 1) ask();
            busy();
            taken += 1;
            if (taken === 100) resolve();
          });
        };
        ask();
      });
    }`;
    await withPlugin(inline, methods, async (probe) => {
      await expect(probe.nothing()).rejects.toMatchObject({ code: 'overloaded', pluginId: 'demo.a' });
    });
  });
});
