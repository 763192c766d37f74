import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readArtifact } from '@mortise/artifact';
import { createCatalog, createRegistry } from '@mortise/registry';
import { Log } from '@mortise/services';
import { LogWire } from '@mortise/services/wire';
import { startLeakCheck } from '@mortise/testing';
import { build } from 'esbuild';
import { afterAll, describe, expect, test } from 'vitest';
import { engineImage } from '../engine/image.ts';
import { createWasmLoader } from '../wasm-loader.ts';

const folder = mkdtempSync(join(tmpdir(), 'mortise-wasm-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** A plugin whose log does something with each entry. */
const writePlugin = async (info: string): Promise<string> => {
  const provides = { 'mortise:log@1.0.0': { own: {} } };
  const manifest = { manifest: 1, id: 'demo.a', version: '1.0.0', main: 'index.mjs', provides };
  writeFileSync(join(folder, 'plugin.json'), JSON.stringify(manifest));
  await build({
    stdin: {
      contents: `import { LogWire } from '@mortise/services/wire';
        export const wires = [LogWire];
        export default { activate: () => ({ log: { own: { info: async (message) => { ${info} } } } }) };`,
      resolveDir: import.meta.dirname,
    },
    outfile: join(folder, 'index.mjs'),
    bundle: true,
    format: 'esm',
    platform: 'neutral',
    conditions: ['@mortise/source', 'module'],
  });
  return folder;
};

/** Calls the plugin once. @returns what it has printed */
const printedBy = async (info: string, inline: boolean): Promise<string[]> => {
  await engineImage();
  const check = startLeakCheck();
  const printed: string[] = [];
  const output = (line: string, pluginId: string) => printed.push(`${pluginId}: ${line}`);
  const loader = createWasmLoader({ wires: [LogWire], output, inline });
  const registry = createRegistry(createCatalog([loader.load(readArtifact(await writePlugin(info)))]));
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
