import { readFileSync } from 'node:fs';
import { Worker } from 'node:worker_threads';
import { ThreadBoundary } from '@mortise/isolation';
import { startLeakCheck } from '@mortise/testing';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { startWorker } from './worker-boundary.ts';
import { createWorkerLoader } from './worker-loader.ts';

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
});

describe('a thread', () => {
  test.each([
    ['no limits', {}],
    ['little memory', { memory: 16e6 }],
    ['hardly any memory', { memory: 4_000_000 }],
    ['a small stack', { stack: 512 * 1024 }],
    ['too small a stack', { stack: 256 * 1024 }],
    ['hardly any stack', { stack: 1 }],
    ['a large stack', { stack: 16 * 1024 * 1024 }],
  ])('with %s starts, or cannot and says so; the host lives', async (_, limits) => {
    const boundary = await startWorker(limits).catch((error: unknown) => error);
    if (boundary instanceof ThreadBoundary) {
      await boundary.end();
      await boundary.end();
      expect(await boundary.ended).toEqual({ kind: 'ended' });
    } else expect(boundary).toMatchObject({ code: 'cannot_start', phase: 'load' });
  });
});

test('a start that is given up ends, and says why', async () => {
  const giveUp = new AbortController();
  const starting = startWorker({}, undefined, giveUp.signal);
  giveUp.abort(new Error('no time'));
  await expect(starting).rejects.toMatchObject({
    code: 'cannot_start',
    message: expect.stringContaining('no time'),
  });
  await expect(startWorker({}, undefined, giveUp.signal)).rejects.toMatchObject({ code: 'cannot_start' });
});

test('spares are ready before a plugin is, and end with the loader', async () => {
  const loader = createWorkerLoader({ wires: [], spares: 2 });
  await loader.prepare({ memory: '64MB' });
  await loader[Symbol.asyncDispose]();
});
