import type { Limits } from '@mortise/core';
import { limitReaders } from '@mortise/core/units';
import { defaultBounds } from '@mortise/rpc';
import type { BoundaryKind, IsolationLimits } from './boundary.ts';
import { invalidOption } from './errors.ts';
import type { HostOptions } from './isolate.ts';

/** What holds where nothing else is said, in milliseconds. */
export const defaultTimes = { startTimeout: 10_000, stopTimeout: 5_000 } as const;

/**
 * The limits of one plugin. What its manifest says can only lower what its host told, or what holds where the host told
 * nothing: who writes a plugin does not decide what it may take.
 *
 * @param kind what it runs in
 * @param options of its host
 * @param told by loader and profile, in bytes and milliseconds
 * @param manifest what it says of itself
 * @throws MortiseError `invalid_size`, `invalid_duration`
 */
export const limitsOfPlugin = (
  { startLimits }: BoundaryKind,
  { connection = {} }: Pick<HostOptions, 'connection'>,
  told: IsolationLimits,
  manifest: Limits | undefined,
): IsolationLimits => {
  const { deadline = defaultBounds.deadline, idle = defaultBounds.idle } = connection;
  const most = { ...defaultTimes, callTimeout: deadline, idleTimeout: idle, ...startLimits, ...told };
  const asked = Object.entries(lowestLimits(manifest)) as [keyof Limits, number][];
  const lower = asked.filter(([name, amount]) => amount < (most[name] ?? Number.POSITIVE_INFINITY));
  return { ...told, ...Object.fromEntries(lower) };
};

/**
 * The lowest of each limit: a profile and a loader may both name one.
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
