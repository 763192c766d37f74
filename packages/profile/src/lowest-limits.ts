import type { Limits } from '@mortise/core';
import { parseDuration, parseSize } from '@mortise/core/units';

const readers = {
  memory: parseSize,
  stack: parseSize,
  callTimeout: parseDuration,
  startTimeout: parseDuration,
};

/**
 * The lower of each limit, as it was written: a profile can narrow what a manifest asks for, and not widen it.
 *
 * @throws MortiseError `invalid_size`, `invalid_duration`
 */
export const lowestLimits = (one: Limits, other: Limits): Limits => {
  const names = (Object.keys(readers) as (keyof Limits)[]).filter((name) => one[name] ?? other[name]);
  return Object.fromEntries(names.map((name) => [name, lower(name, one[name], other[name])]));
};

const lower = (name: keyof Limits, one?: string, other?: string): string | undefined => {
  if (one === undefined || other === undefined) return one ?? other;
  return readers[name](other) < readers[name](one) ? other : one;
};
