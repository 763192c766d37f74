import { getHeapStatistics } from 'node:v8';
import { Worker } from 'node:worker_threads';
import type { Plugin } from '@mortise/core';
import {
  type BoundaryKind,
  createIsolatedLoader,
  type IsolatedLoader,
  type IsolatedPlugin,
  isolatePlugin,
  type LoaderOptions,
} from '@mortise/isolation';
import { canWatchMemory, countsWebAssembly } from './watch-memory.ts';
import { startWorker } from './worker-boundary.ts';

/** How plugins are kept in worker threads. */
export type WorkerOptions = LoaderOptions;

/** What is not seen of the memory beside a thread's heap, which depends on Node. */
const offHeap = (): Readonly<Record<string, string>> => {
  if (!canWatchMemory(Worker.prototype))
    return {
      'off-heap memory': 'this Node cannot measure it in a thread; Node 22.16 can, and so can deno and wasm',
    };
  if (countsWebAssembly) return {};
  return { 'WebAssembly memory': 'this Node does not count it for a thread; take Node 24, deno or wasm' };
};

/** What a thread cannot keep apart, and what to take instead. */
const unsupported: Readonly<Record<string, string>> = {
  ...offHeap(),
  'shared memory': 'no Node counts a SharedArrayBuffer for a thread; take deno or wasm',
  'nested threads':
    "a thread can start threads, whose memory does not count as the plugin's; take deno or wasm",
  'native memory':
    'what Node itself holds for a thread, such as messages that nobody reads or a database in memory, does not count; take deno or wasm',
  files:
    'a thread has the rights of its process, and can post open files, which end the host when they are collected (Node 26) or make it warn; take deno or wasm',
  network: 'a thread has the rights of its process; take deno or wasm',
  processes: 'a thread can start processes, which outlive it; take deno or wasm',
  'host name': 'a thread has the rights of its process; take deno or wasm',
  signals: 'a thread can send signals to its process; take deno or wasm',
  'message flood': 'messages of a thread are read before anything else; take deno or wasm',
  'one oversized allocation':
    'V8 ends the whole process over it, also where it is how a list, an object or a map grows; take deno or wasm',
  'built-in functions that never return':
    'V8 does not leave them: calls end, the thread goes on and keeps the program from exiting; take deno or wasm',
};

/** What Node gives a thread, in bytes. */
const startLimits = {
  memory: getHeapStatistics().heap_size_limit,
  stack: 4 * 1024 * 1024,
};

const kindOf = ({ output }: Pick<WorkerOptions, 'output'>): BoundaryKind => ({
  isolation: 'worker',
  unsupported,
  startLimits,
  start: (limits, signal, isSpare) => startWorker(limits, { output, signal, isSpare }),
});

/**
 * Isolation `worker`: a thread for each plugin. It keeps faults apart: globals, exceptions, endless loops, the
 * heap. It does not keep hostile code apart, which has the rights of the process.
 *
 * @param options the wire modules of the contracts, limits, spares
 * @returns a loader; what it keeps ready ends with it, its plugins end with their registry
 */
export const createWorkerLoader = (options: WorkerOptions): IsolatedLoader =>
  createIsolatedLoader(kindOf(options), options);

/** A plugin in a worker thread, for a profile's bootstrap. */
export const workerPlugin = ({ wires, ...plugin }: IsolatedPlugin & Pick<LoaderOptions, 'wires'>): Plugin =>
  isolatePlugin(kindOf({}), plugin, { wires });
