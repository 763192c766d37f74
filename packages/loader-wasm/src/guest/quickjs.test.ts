import { createCatalog, createRegistry } from '@mortise/registry';
import { Log } from '@mortise/services';
import { LogWire } from '@mortise/services/wire';
import { startLeakCheck } from '@mortise/testing';
import { describe, expect, test } from 'vitest';
import { bundlePlugin, folder } from '../../fixtures/bundle-plugin.ts';
import { engineImage } from '../engine/image.ts';
import { createWasmLoader } from '../wasm-loader.ts';

/** A plugin whose log does something with each entry. */
const source = (info: string) => `
  import { LogWire } from '@mortise/services/wire';
  export const wires = [LogWire];
  export default { activate: () => ({ log: { own: { info: async (message) => { ${info} } } } }) };`;

/** Calls the plugin once. @returns what it has printed */
const printedBy = async (info: string, inline: boolean): Promise<string[]> => {
  await engineImage();
  const check = startLeakCheck();
  const printed: string[] = [];
  const output = (line: string, pluginId: string) => printed.push(`${pluginId}: ${line}`);
  const loader = createWasmLoader({ wires: [LogWire], output, inline });
  const plugin = loader.load(
    await bundlePlugin(source(info), { provides: { 'mortise:log@1.0.0': { own: {} } } }),
  );
  const registry = createRegistry(createCatalog([plugin]));
  try {
    await (await registry.find(Log, 'own')).info('hello');
  } finally {
    await registry.dispose();
    await loader[Symbol.asyncDispose]();
    await check();
  }
  return printed;
};

describe.each([false, true])('a plugin in an engine (inline: %s)', (inline) => {
  test('finds no process and no modules of the host', async () => {
    const seen =
      "typeof globalThis.process, typeof globalThis.require, await import('node:fs').catch(() => 'no module')";
    expect(await printedBy(`console.log(${seen})`, inline)).toEqual([
      'demo.a: undefined undefined no module',
    ]);
  });

  test('prints in lines, without control characters', async () => {
    const info = "console.log('\\u001b[2J' + message); console.error('and', 2);";
    expect(await printedBy(info, inline)).toEqual(['demo.a: [2Jhello', 'demo.a: and 2']);
  });

  test('sees of its file the name, and not where it lies', async () => {
    const [line] = await printedBy(
      'console.log(new Error(message).stack.includes(import.meta.url ?? "index.mjs"), new Error().stack)',
      inline,
    );
    expect(line).toContain('true');
    expect(line).not.toContain(folder);
  });

  test('ends by what nobody catches, and the call that waits is told', async () => {
    const info = "setTimeout(() => { throw new Error('later'); }, 1); await new Promise(() => {});";
    await expect(printedBy(info, inline)).rejects.toMatchObject({
      code: 'plugin_crashed',
      pluginId: 'demo.a',
      phase: 'call',
      message: expect.stringContaining('uncaught: later'),
    });
  });
});
