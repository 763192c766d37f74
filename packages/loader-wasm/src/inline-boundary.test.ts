import { createCatalog, createRegistry } from '@mortise/registry';
import { Clock } from '@mortise/services';
import { ClockWire } from '@mortise/services/wire';
import { expect, test } from 'vitest';
import { bundlePlugin } from '../fixtures/bundle-plugin.ts';
import { createWasmLoader } from './wasm-loader.ts';

const source = `
  import { ClockWire } from '@mortise/services/wire';
  export const wires = [ClockWire];
  const sleep = async () => { Promise.reject(new Error('boom')); };
  export default { activate: () => ({ clock: { own: { now: async () => 7, sleep } } }) };`;

// Answers are delivered at once, and now and then the event loop comes first: around that, nothing is lost either.
test('what was answered before the end arrives, however many calls were made before', async () => {
  const loader = createWasmLoader({ wires: [ClockWire], inline: true });
  const plugin = loader.load(
    await bundlePlugin(source, { provides: { 'mortise:clock@1.0.0': { own: {} } } }),
  );
  for (let calls = 55; calls < 66; calls += 1) {
    const registry = createRegistry(createCatalog([plugin]));
    const clock = await registry.find(Clock, 'own');
    for (let call = 0; call < calls; call += 1) await clock.now();
    expect(await clock.sleep(1)).toBeUndefined();
    await registry.dispose().catch(() => {});
  }
  await loader[Symbol.asyncDispose]();
});
