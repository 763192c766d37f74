import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { MessageChannel, Worker } from 'node:worker_threads';
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
const printedBy = async (info: string, deactivate = '', spares = 0): Promise<string[]> => {
  const check = startLeakCheck();
  const printed: string[] = [];
  const output = (line: string, pluginId: string) => printed.push(`${pluginId}: ${line}`);
  const loader = createWorkerLoader({ wires: [LogWire], output, spares });
  await loader.prepare();
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

test('in a spare thread, too, import.meta tells of its own file, and nothing of the rehearsal is printed', async () => {
  const own = pathToFileURL(join(folder, 'index.mjs')).href;
  expect(await printedBy('console.log(import.meta.url)', '', 1)).toEqual([`demo.a: ${own}`]);
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
  // Also half a line is one, where the rest was dropped.
  const counts = printed.map((line) =>
    Number(/^demo\.a: … and (\d+) characters more$/.exec(line)?.[1] ?? line.length - 'demo.a: '.length + 1),
  );
  expect(printed.some((line) => line.startsWith('demo.a: …'))).toBe(true);
  expect(counts.reduce((sum, count) => sum + count)).toBe(6e5);
});

test('a loop that V8 unrolls ends as any other, and its thread with it', async () => {
  const check = startLeakCheck();
  const limits = { callTimeout: '1s' };
  const loader = createWorkerLoader({ wires: [LogWire], limits, grace: 100 });
  const artifact = readArtifact(await writePlugin('for (;;) new Array(1_000).fill(1);', ''));
  const registry = createRegistry(createCatalog([loader.load(artifact)]));
  const log = await registry.find(Log, 'own');
  await expect(log.info('hello')).rejects.toMatchObject({ code: 'deadline_exceeded' });
  await registry.dispose().catch(() => {});
  await loader[Symbol.asyncDispose]();
  await check();
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

test('an import that fails late does not say all of the text of the plugin', async () => {
  const error = (await printedBy("await import('./missing.js'.trim());").catch(
    (error: unknown) => error,
  )) as Error;
  expect(error.message).toContain('./missing.js');
  expect(error.message).toContain('data:text/javascript;base64,…');
  expect(error.message.length).toBeLessThan(300);
});

test('process.exit ends the thread, and the call that waits is told', async () => {
  await expect(printedBy('process.exit(7); await new Promise(() => {});')).rejects.toMatchObject({
    code: 'plugin_crashed',
    pluginId: 'demo.a',
    phase: 'call',
    message: expect.stringContaining('exit code 7'),
  });
});

/** What the first note of a thread says, which is that it is ready. */
const firstNote = async (compiled?: object): Promise<{ compiled?: { id: string; code: Uint8Array } }> => {
  const { port1, port2 } = new MessageChannel();
  const workerData = { start: { isSpare: false }, notes: port2, compiled };
  const file = new URL('../../guest/worker.cjs', import.meta.url);
  // As the loader starts it: Node would ask the thread for more of its output, which goes another way.
  const worker = new Worker(file, { workerData, transferList: [port2], stdout: true, stderr: true });
  const [note] = await once(port1, 'message');
  await worker.terminate();
  return note;
};

test('a thread hands on what V8 has made of its script, where what it was given is no help', async () => {
  const { compiled } = await firstNote();
  expect(compiled).toEqual({ id: expect.stringMatching(/^[\da-f]{64}$/), code: expect.any(Uint8Array) });
  expect(await firstNote(compiled)).toEqual({ kind: 'ready' });
  expect(await firstNote({ ...compiled, id: 'other' })).toMatchObject({ compiled: { id: compiled?.id } });
  // V8 looks at what it is given.
  const spoilt = { ...compiled, code: new Uint8Array(100) };
  expect(await firstNote(spoilt)).toMatchObject({ compiled: { id: compiled?.id } });
});
