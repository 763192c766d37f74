import { setTimeout as wait } from 'node:timers/promises';
import { messageOf } from '@mortise/core';
import type { Target } from './target.contract.ts';

/** How long the neighbour may take to answer, in milliseconds. */
const neighbourDeadline = 1_000;

const late = 'a neighbour waited';

/** Whether a fault is of time alone, of which a busy machine has its share. */
export const isLateness = (fault: string): boolean => fault.startsWith(late);

/** A well-behaved plugin behind the same loader, which is called all the time. */
export interface Watch {
  readonly answered: number;
  /** In milliseconds. */
  readonly slowest: number;
  /** Each as a clause. */
  readonly faults: readonly string[];
  /** Waits for so many more answers. */
  more(count: number): Promise<void>;
  stop(): Promise<void>;
}

/** Starts to call the neighbour, one call behind the other. */
export const watchNeighbour = (neighbour: Target): Watch => {
  const faults = new Set<string>();
  let answered = 0;
  let asked = 0;
  let slowest = 0;
  let isStopped = false;

  const call = async (): Promise<void> => {
    asked += 1;
    const start = performance.now();
    try {
      await neighbour.ping();
      answered += 1;
    } catch (error) {
      faults.add(`a neighbour's call failed: ${messageOf(error)}`);
    }
    const took = Math.round(performance.now() - start);
    slowest = Math.max(slowest, took);
  };
  const loop = (async () => {
    while (!isStopped) {
      await call();
      // Also the pause is watched: where the host itself stands still, the call may be quick all the same.
      const start = performance.now();
      await wait(5);
      slowest = Math.max(slowest, Math.round(performance.now() - start));
    }
  })();
  return {
    get answered() {
      return answered;
    },
    get slowest() {
      return slowest;
    },
    get faults() {
      const isLate = slowest > neighbourDeadline;
      return [
        ...faults,
        ...(isLate ? [`${late} ${slowest} ms, its deadline is ${neighbourDeadline} ms`] : []),
      ];
    },
    more: async (count) => {
      for (const end = asked + count; asked < end && !isStopped; ) await wait(5);
    },
    stop: async () => {
      isStopped = true;
      await loop;
    },
  };
};
