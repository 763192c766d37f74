import type { Limits } from '@mortise/core';
import { limitReaders } from '@mortise/core/units';

/**
 * The lower of each limit, as it was written: a profile can narrow what a manifest asks for, and not widen it.
 *
 * @throws MortiseError `invalid_size`, `invalid_duration`
 */
export const lowestLimits = (one: Limits, other: Limits): Limits => {
  const names = (Object.keys(limitReaders) as (keyof Limits)[]).filter((name) => one[name] ?? other[name]);
  return Object.fromEntries(names.map((name) => [name, lower(name, one[name], other[name])]));
};

const lower = (name: keyof Limits, one?: string, other?: string): string | undefined => {
  if (one === undefined || other === undefined) return one ?? other;
  return limitReaders[name](other) < limitReaders[name](one) ? other : one;
};
