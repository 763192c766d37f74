import type { Limits } from '@mortise/core';
import { limitReaders } from '@mortise/core/units';
import type { IsolationLimits } from './boundary.ts';
import { invalidOption } from './errors.ts';

/**
 * The lowest of each limit: a profile, a loader and a manifest may all name one.
 *
 * @throws MortiseError `invalid_option`, `invalid_size`, `invalid_duration`
 */
export const lowestLimits = (...all: readonly (Limits | undefined)[]): IsolationLimits => {
  const lowest: Partial<Record<keyof Limits, number>> = {};
  for (const limits of all) {
    if (typeof (limits ?? {}) !== 'object')
      throw invalidOption('limits', limits, "an object such as { memory: '64MB' }");
    for (const [name, text] of Object.entries(limits ?? {}) as [keyof Limits, string | undefined][]) {
      if (text === undefined) continue;
      if (!Object.hasOwn(limitReaders, name))
        throw invalidOption('limits', name, `one of ${Object.keys(limitReaders).join(', ')}`);
      lowest[name] = Math.min(lowest[name] ?? Number.POSITIVE_INFINITY, limitReaders[name](String(text)));
    }
  }
  return lowest;
};
