import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readArtifact } from '@mortise/artifact';
import { createCatalog, createRegistry } from '@mortise/registry';
import { Log } from '@mortise/services';
import { LogWire } from '@mortise/services/wire';
import { startLeakCheck } from '@mortise/testing';
import { build } from 'esbuild';
import { afterAll, expect, test } from 'vitest';
import { createWorkerLoader } from '../worker-loader.ts';

const folder = mkdtempSync(join(tmpdir(), 'mortise-worker-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** A plugin whose log does something with each entry. */
const writePlugin = async (info: string, deactivate: string): Promise<string> => {
  const provides = { 'mortise:log@1.0.0': { own: {} } };
  const manifest = { manifest: 1, id: 'demo.a', version: '1.0.0', main: 'index.mjs', provides };
  writeFileSync(join(folder, 'plugin.json'), JSON.stringify(manifest));
  await build({
    stdin: {
      contents: `import { LogWire } from '@mortise/services/wire';
        export const wires = [LogWire];
        export default { activate: () => ({ log: { own: { info: async (message) => { ${info} } } } }),
          deactivate: async () => { ${deactivate} } };`,
      resolveDir: import.meta.dirname,
    },
    outfile: join(folder, 'index.mjs'),
    bundle: true,
    format: 'esm',
    platform: 'node',
    conditions: ['@mortise/source', 'module'],
  });
  return folder;
};

/** Calls the plugin once. @returns what it has printed */
const printedBy = async (info: string, deactivate = ''): Promise<string[]> => {
  const check = startLeakCheck();
  const printed: string[] = [];
  const output = (line: string, pluginId: string) => printed.push(`${pluginId}: ${line}`);
  const loader = createWorkerLoader({ wires: [LogWire], output });
  const registry = createRegistry(
    createCatalog([loader.load(readArtifact(await writePlugin(info, deactivate)))]),
  );
  try {
    await (await registry.find(Log, 'own')).info('hello');
  } finally {
    await registry.dispose();
    await loader[Symbol.asyncDispose]();
    await check();
  }
  return printed;
};

test('a plugin in a thread has no environment and no arguments of the host', async () => {
  const seen = 'JSON.stringify([process.env, process.argv.slice(2), process.execArgv])';
  expect(await printedBy(`console.log(${seen})`)).toEqual(['demo.a: [{},[],[]]']);
});

test('what it prints is passed on in lines, without control characters', async () => {
  const [first, second] = await printedBy("console.log('\\u001b[2J' + message); console.error('and', 2);");
  expect([first, second].sort()).toEqual(['demo.a: [2Jhello', 'demo.a: and 2']);
});

test('what it prints last arrives, though its thread is ended by force', async () => {
  const five = "for (let at = 0; at < 5; at += 1) console.log('line', at); process.stdout.write('and half');";
  const expected = [0, 1, 2, 3, 4].map((at) => `demo.a: line ${at}`);
  expect(await printedBy('', five)).toEqual([...expected, 'demo.a: and half']);
});

test('what it prints without end waits for its host, and is too much', async () => {
  const much = "await new Promise((done) => process.stdout.write((message + '\\n').repeat(1e5), done));";
  const printed = await printedBy(much);
  const dropped = printed.map((line) =>
    Number(/^demo\.a: … and (\d+) characters more$/.exec(line)?.[1] ?? 0),
  );
  const passed = printed.filter((line) => line === 'demo.a: hello').length * 'hello\n'.length;
  expect(dropped.reduce((sum, count) => sum + count, passed)).toBe(6e5);
});

test('an error of any length that nothing catches is cut', async () => {
  const thrown = printedBy(
    "setTimeout(() => { throw new Error('x'.repeat(1e6)); }); await new Promise(() => {});",
  );
  const error = (await thrown.catch((error: unknown) => error)) as Error;
  expect(error).toMatchObject({ code: 'plugin_crashed', message: expect.stringContaining('uncaught: xxx') });
  expect(error.message.length).toBeLessThan(9_000);
  expect(error.cause).toMatchObject({ message: 'x'.repeat(8_192) });
});

test('process.exit ends the thread, and the call that waits is told', async () => {
  await expect(printedBy('process.exit(7); await new Promise(() => {});')).rejects.toMatchObject({
    code: 'plugin_crashed',
    pluginId: 'demo.a',
    phase: 'call',
    message: expect.stringContaining('exit code 7'),
  });
});
