import { Worker } from 'node:worker_threads';
import type { Plugin } from '@mortise/core';
import {
  type BoundaryKind,
  createIsolatedLoader,
  type IsolatedLoader,
  type IsolatedPlugin,
  isolatePlugin,
  type LoaderOptions,
  type OutputSink,
} from '@mortise/isolation';
import { canWatchMemory } from './watch-memory.ts';
import { startWorker } from './worker-boundary.ts';

/** How plugins are kept in worker threads. */
export interface WorkerOptions extends LoaderOptions {
  /** Gets what plugins print; unless told, it goes to the host's standard error. */
  readonly output?: OutputSink | undefined;
}

/** What a thread cannot keep apart, and what to take instead. */
const unsupported: Readonly<Record<string, string>> = {
  ...(canWatchMemory(Worker.prototype)
    ? {}
    : {
        'off-heap memory':
          'this Node cannot measure it in a thread; Node 22.16 can, and so can deno and wasm',
      }),
  files: 'a thread has the rights of its process; take deno or wasm',
  network: 'a thread has the rights of its process; take deno or wasm',
  processes: 'a thread can start processes, which outlive it; take deno or wasm',
  'host name': 'a thread has the rights of its process; take deno or wasm',
  signals: 'a thread can send signals to its process; take deno or wasm',
  'message flood': 'messages of a thread are read before anything else; take deno or wasm',
  'one oversized allocation': 'V8 ends the whole process over it; take deno or wasm',
  'built-in functions that never return':
    'V8 does not leave them: calls end, the thread goes on and keeps the program from exiting; take deno or wasm',
};

const kindOf = ({ output }: WorkerOptions): BoundaryKind => ({
  isolation: 'worker',
  unsupported,
  start: (limits, signal) => startWorker(limits, output, signal),
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
  isolatePlugin(kindOf({ wires }), plugin, { wires });
