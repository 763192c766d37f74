import type { ResourceLimits, Worker } from 'node:worker_threads';
import { formatSize } from '@mortise/core/units';
import type { Ending, IsolationLimits, OutputSink } from '@mortise/isolation';
import { ThreadBoundary } from '@mortise/isolation/thread';
import { cannotStart } from './errors.ts';
import type { WorkerStart } from './guest/worker-start.ts';
import { keepLoopsInterruptible } from './keep-loops-interruptible.ts';
import { watchMemory } from './watch-memory.ts';

const mebibyte = 1024 * 1024;

/**
 * With less, in bytes, V8 or Node may fail while the thread starts, and take the whole process with them: with 2 MB from
 * Node 22 on.
 */
const least = { memory: 4_000_000, stack: 512 * 1024 } as const;

/** With much more, in bytes, no thread starts: the system refuses it, or the process ends. */
const mostStack = 256 * mebibyte;

/** How a thread is started. */
interface StartOptions {
  readonly output?: OutputSink | undefined;
  /** Gives up. */
  readonly signal?: AbortSignal;
  readonly isSpare?: boolean;
}

/**
 * Starts a worker thread of its own for one plugin.
 *
 * @throws MortiseError `cannot_start`
 */
export const startWorker = async (
  limits: IsolationLimits,
  { output, signal, isSpare = false }: StartOptions = {},
): Promise<ThreadBoundary> => {
  try {
    checkLeast(limits, 'memory');
    checkLeast(limits, 'stack');
    keepLoopsInterruptible();
    return await ThreadBoundary.start(
      {
        file: new URL('../guest/worker.cjs', import.meta.url),
        resourceLimits: resourceLimits(limits),
        output,
        start: { isSpare } satisfies WorkerStart,
        fileName: ({ href }) => href,
        endingOf: (error, worker) => endingOf(error, worker, limits),
        watch: (worker, exceed) => watchMemory(worker, limits, exceed),
      },
      signal,
    );
  } catch (error) {
    throw cannotStart(error as Error);
  }
};

const checkLeast = (limits: IsolationLimits, name: keyof typeof least): void => {
  const { [name]: allowed = least[name] } = limits;
  if (allowed >= least[name]) return;
  throw new Error(
    `its ${name} may have ${formatSize(allowed)}, and a thread needs ${formatSize(least[name])} for itself`,
    { cause: undefined },
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
  ...(stack === undefined ? {} : { stackSizeMb: Math.min(stack, mostStack) / mebibyte }),
});

const endingOf = (error: unknown, worker: Worker, { memory }: IsolationLimits): Ending | undefined => {
  if ((error as { code?: unknown } | null)?.code !== 'ERR_WORKER_OUT_OF_MEMORY') return undefined;
  const { maxOldGenerationSizeMb: heap = 0 } = worker.resourceLimits ?? {};
  const allowed = memory ?? heap * mebibyte;
  return { kind: 'limit', limit: 'memory', unit: 'bytes', allowed, measured: allowed, wantedMore: true };
};
