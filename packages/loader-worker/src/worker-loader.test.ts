import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { Worker } from 'node:worker_threads';
import { ThreadBoundary } from '@mortise/isolation/thread';
import { startLeakCheck } from '@mortise/testing';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { startWorker } from './worker-boundary.ts';
import { createWorkerLoader } from './worker-loader.ts';

const pathOf = (path: string) => fileURLToPath(new URL(path, import.meta.url));

let check: () => Promise<void>;
beforeEach(() => {
  check = startLeakCheck();
});
afterEach(async () => {
  await check();
});

test('the README says what is unsupported, by name', () => {
  const readme = readFileSync(new URL('../README.md', import.meta.url), 'utf8');
  const { unsupported } = createWorkerLoader({ wires: [] });
  for (const [name, reason] of Object.entries(unsupported)) {
    expect(readme).toContain(`\`${name}\``);
    expect(reason).toMatch(/deno|wasm|Node/);
  }
  const canMeasure = 'getHeapStatistics' in Worker.prototype;
  expect('off-heap memory' in unsupported).toBe(!canMeasure);
  for (const name of ['native memory', 'nested threads', 'shared memory'])
    expect(unsupported).toHaveProperty([name]);
  expect(unsupported.files).toContain('open files');
});

describe('a thread', () => {
  test.each([
    ['no limits', {}],
    ['little memory', { memory: 16e6 }],
    ['hardly any memory', { memory: 4_000_000 }],
    ['too little memory', { memory: 2_000_000 }],
    ['no memory', { memory: 1 }],
    ['a small stack', { stack: 512 * 1024 }],
    ['too small a stack', { stack: 256 * 1024 }],
    ['hardly any stack', { stack: 1 }],
    ['a large stack', { stack: 16 * 1024 * 1024 }],
    ['more stack than there is', { stack: 2e19 }],
  ])('with %s starts, or cannot and says so; the host lives', async (_, limits) => {
    const boundary = await startWorker(limits).catch((error: unknown) => error);
    if (boundary instanceof ThreadBoundary) {
      await boundary.end();
      await boundary.end();
      expect(await boundary.ended).toEqual({ kind: 'ended' });
    } else expect(boundary).toMatchObject({ code: 'cannot_start', phase: 'load' });
  });
});

test('memory with which V8 would end the host is refused', async () => {
  expect(await startWorker({ memory: 2_000_000 }).catch((error: unknown) => error)).toMatchObject({
    message:
      'Cannot start a worker thread: its memory may have 2.00 MB, and a thread needs 4.00 MB for itself',
  });
});

test('where memory is too low, allowed and measured are told', async () => {
  expect(await startWorker({ memory: 4_000_000 }).catch((error: unknown) => error)).toMatchObject({
    code: 'cannot_start',
    message: expect.stringMatching(/: it took \S+ MB of memory and wanted more, and may take 4\.00 MB$/),
    hint: expect.stringContaining("'memory'"),
    cause: { limit: 'memory', allowed: 4_000_000 },
  });
});

test.skipIf(process.platform === 'win32')(
  'where the program may open no file more, or its folder was deleted, a start says so',
  async () => {
    const program = [process.execPath, '--import', pathOf('../../../tools/setup/source.mjs')];
    const args = ['-c', 'ulimit -n 128; exec "$@"', 'sh', ...program, pathOf('../fixtures/no-means.ts')];
    const { stdout } = await promisify(execFile)('/bin/sh', args);
    const [none, few, all, noFolder] = stdout.trim().split('\n');
    for (const said of [none, few]) expect(said).toMatch(/^cannot_start: .*EMFILE.* \(.*\(ulimit -n\)\)$/);
    expect(all).toBe('started');
    expect(noFolder).toMatch(/^cannot_start: .*uv_cwd \(The working folder/);
  },
);

test('a start that is given up ends, and says why', async () => {
  const giveUp = new AbortController();
  const starting = startWorker({}, { signal: giveUp.signal });
  giveUp.abort(new Error('no time'));
  await expect(starting).rejects.toMatchObject({
    code: 'cannot_start',
    message: expect.stringContaining('no time'),
  });
  await expect(startWorker({}, { signal: giveUp.signal })).rejects.toMatchObject({ code: 'cannot_start' });
});

test('spares are ready before a plugin is, and end with the loader', async () => {
  const loader = createWorkerLoader({ wires: [], spares: 2 });
  await loader.prepare({ memory: '64MB' });
  await loader[Symbol.asyncDispose]();
});
