import type { Worker } from 'node:worker_threads';
import type { Ending, IsolationLimits } from '@mortise/isolation';

/** In milliseconds. */
const interval = 50;

/** From Node 22.16 and 24 on. */
export interface Measurable {
  getHeapStatistics?: () => Promise<{ readonly used_heap_size: number; readonly external_memory: number }>;
}

/**
 * Ends a thread whose heap and what lies beside it, such as typed arrays, take more than they may. V8 itself
 * watches the heap alone. What V8 does not count for the thread is not seen here either: shared buffers, the heaps of
 * threads that it starts, what Node itself holds for it.
 *
 * @param worker the thread
 * @param limits without `memory`, nothing is watched
 * @param exceed is told once
 * @returns stops
 */
export const watchMemory = (
  worker: Worker & Measurable,
  { memory }: IsolationLimits,
  exceed: (ending: Ending) => void,
): (() => void) => {
  if (memory === undefined || !worker.getHeapStatistics) return () => {};
  let isAsked = false;
  const look = async (): Promise<void> => {
    // A thread that is in a built-in function answers late, or never: nothing piles up meanwhile.
    if (isAsked) return;
    isAsked = true;
    const statistics = await worker.getHeapStatistics?.().catch(() => undefined);
    isAsked = false;
    const measured = statistics ? statistics.used_heap_size + statistics.external_memory : 0;
    if (measured <= memory) return;
    clearInterval(timer);
    exceed({ kind: 'limit', limit: 'memory', unit: 'bytes', allowed: memory, measured });
  };
  const timer = setInterval(() => void look(), interval).unref();
  return () => clearInterval(timer);
};

/** Whether V8 counts memories of WebAssembly to what lies beside a heap. Node 24's does, Node 26's does not. */
export const countsWebAssembly = Number.parseInt(process.versions.node, 10) < 25;

/** Whether this Node can see what lies beside a thread's heap. */
export const canWatchMemory = (worker: object): boolean => 'getHeapStatistics' in worker;
