import type { Limits } from '@mortise/core';
import { limitReaders } from '@mortise/core/units';
import type { IsolationLimits } from './boundary.ts';

/**
 * The lowest of each limit: a profile, a loader and a manifest may all name one.
 *
 * @throws MortiseError `invalid_size`, `invalid_duration`
 */
export const lowestLimits = (...all: readonly (Limits | undefined)[]): IsolationLimits => {
  const lowest: Partial<Record<keyof Limits, number>> = {};
  for (const limits of all) {
    for (const [name, text] of Object.entries(limits ?? {}) as [keyof Limits, string | undefined][]) {
      if (text === undefined) continue;
      lowest[name] = Math.min(lowest[name] ?? Number.POSITIVE_INFINITY, limitReaders[name](text));
    }
  }
  return lowest;
};
