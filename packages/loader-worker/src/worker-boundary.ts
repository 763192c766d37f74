import type { ResourceLimits, Worker } from 'node:worker_threads';
import { formatSize } from '@mortise/core/units';
import {
  type Ending,
  type GuestPlugin,
  type IsolationLimits,
  type OutputSink,
  ThreadBoundary,
} from '@mortise/isolation';
import { cannotStart } from './errors.ts';
import type { WorkerPlugin } from './guest/worker-plugin.ts';
import { watchMemory } from './watch-memory.ts';

const mebibyte = 1024 * 1024;

/** With less, in bytes, Node fails while it starts the thread, and takes the whole process with it. */
const leastStack = 512 * 1024;

/**
 * Starts a worker thread of its own for one plugin.
 *
 * @throws MortiseError `cannot_start`
 */
export const startWorker = async (
  limits: IsolationLimits,
  output?: OutputSink,
  signal?: AbortSignal,
): Promise<ThreadBoundary> => {
  try {
    checkStack(limits);
    return await ThreadBoundary.start(
      {
        file: new URL('../guest/worker.js', import.meta.url),
        resourceLimits: resourceLimits(limits),
        output,
        pluginMessage,
        endingOf: (error, worker) => endingOf(error, worker, limits),
        watch: (worker, exceed) => watchMemory(worker, limits, exceed),
      },
      signal,
    );
  } catch (error) {
    throw cannotStart(error);
  }
};

const pluginMessage = ({ manifest, file, code }: GuestPlugin): WorkerPlugin => ({
  manifest,
  source: new TextDecoder().decode(code),
  file: file.href,
});

const checkStack = ({ stack = leastStack }: IsolationLimits): void => {
  if (stack >= leastStack) return;
  throw new Error(
    `its stack may have ${formatSize(stack)}, and a thread needs ${formatSize(leastStack)} for itself`,
  );
};

/** The heap's two parts and the stack, as Node takes them. */
const resourceLimits = ({ memory, stack }: IsolationLimits): ResourceLimits => ({
  ...(memory === undefined
    ? {}
    : {
        maxOldGenerationSizeMb: Math.max(1, memory / mebibyte),
        maxYoungGenerationSizeMb: Math.max(1, Math.min(48, memory / mebibyte / 4)),
      }),
  ...(stack === undefined ? {} : { stackSizeMb: stack / mebibyte }),
});

const endingOf = (error: unknown, worker: Worker, { memory }: IsolationLimits): Ending | undefined => {
  if ((error as { code?: unknown } | null)?.code !== 'ERR_WORKER_OUT_OF_MEMORY') return undefined;
  const { maxOldGenerationSizeMb: heap = 0 } = worker.resourceLimits ?? {};
  const allowed = memory ?? heap * mebibyte;
  return { kind: 'limit', limit: 'memory', unit: 'bytes', allowed, measured: allowed, wantedMore: true };
};
