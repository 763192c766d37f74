import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { startLeakCheck } from '@mortise/testing';
import { afterEach, expect, test, vi } from 'vitest';
import { type Measurable, watchMemory } from './watch-memory.ts';
import { createWorkerLoader } from './worker-loader.ts';

afterEach(() => {
  vi.useRealTimers();
});

const size = 32 * 1024 * 1024;

/** What takes this much memory in a thread, and under which name it is listed where no Node sees it. */
const takers = [
  ['typed arrays', 'off-heap memory', `new Uint8Array(${size})`],
  [
    'WebAssembly memory',
    'WebAssembly memory',
    `new WebAssembly.Memory({ initial: ${size / 65_536}, maximum: ${size / 65_536} })`,
  ],
  ['shared memory', 'shared memory', `new SharedArrayBuffer(${size})`],
  [
    'nested threads',
    'nested threads',
    `await new Promise((done) => new (require('node:worker_threads').Worker)(
      'globalThis.kept = new Uint8Array(${size}); require("node:worker_threads").parentPort.postMessage(0); setInterval(() => {}, 1e6)',
      { eval: true }).once('message', done))`,
  ],
  [
    'messages that nobody reads',
    'native memory',
    `((channel, bytes) => {
      for (let count = 0; count < 32; count += 1) channel.port1.postMessage(bytes);
      return channel;
    })(new MessageChannel(), new Uint8Array(${size / 32}))`,
  ],
] as const;

/** A thread's memory, as far as this Node sees it, in bytes. */
const measure = async (worker: Worker & Measurable): Promise<number> => {
  const { used_heap_size = 0, external_memory = 0 } = (await worker.getHeapStatistics?.()) ?? {};
  return used_heap_size + external_memory;
};

test.skipIf(!('getHeapStatistics' in Worker.prototype)).each(takers)(
  'what this Node counts of %s is what the loader says',
  async (_, name, code) => {
    const check = startLeakCheck();
    const { unsupported } = createWorkerLoader({ wires: [] });
    const text = `const { parentPort } = require('node:worker_threads');
      parentPort.once('message', async () => {
        globalThis.taken = ${code};
        parentPort.postMessage('taken');
        parentPort.on('message', () => {});
      });
      parentPort.postMessage('ready');`;
    const worker = new Worker(text, { eval: true });
    await once(worker, 'message');
    const before = await measure(worker);
    worker.postMessage('take');
    await once(worker, 'message');
    const isCounted = (await measure(worker)) - before > size / 2;
    expect(isCounted).toBe(!(name in unsupported));
    await worker.terminate();
    await check();
  },
);

test('a thread is asked again once it has answered, and not at all when it is watched no more', async () => {
  vi.useFakeTimers();
  const answers: ((statistics: { used_heap_size: number; external_memory: number }) => void)[] = [];
  const getHeapStatistics = () => new Promise((resolve) => answers.push(resolve));
  const exceed = vi.fn();
  const stop = watchMemory({ getHeapStatistics } as never, { memory: 1_000 }, exceed);
  await vi.advanceTimersByTimeAsync(1_000);
  expect(answers).toHaveLength(1);
  answers[0]?.({ used_heap_size: 900, external_memory: 50 });
  await vi.advanceTimersByTimeAsync(1_000);
  expect(answers).toHaveLength(2);
  expect(exceed).not.toHaveBeenCalled();
  answers[1]?.({ used_heap_size: 900, external_memory: 150 });
  await vi.advanceTimersByTimeAsync(1_000);
  expect(exceed).toHaveBeenCalledExactlyOnceWith(
    expect.objectContaining({ measured: 1_050, allowed: 1_000 }),
  );
  stop();
  expect(vi.getTimerCount()).toBe(0);
});
