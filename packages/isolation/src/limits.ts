import type { Limits } from '@mortise/core';
import { limitReaders } from '@mortise/core/units';
import type { BoundaryKind, IsolationLimits } from './boundary.ts';
import { invalidOption } from './errors.ts';

/** What holds where nothing else is said, in milliseconds. */
export const defaultTimes = { startTimeout: 10_000, stopTimeout: 5_000 } as const;

/** The limits of one plugin, in bytes and milliseconds. */
export interface PluginLimits {
  /** By loader and profile. */
  readonly told: IsolationLimits;
  /**
   * By its manifest, which can only lower what is told, or what holds where nothing is: who writes a plugin does not
   * decide what it may take.
   */
  readonly manifest: IsolationLimits;
}

/**
 * One limit of a plugin.
 *
 * @param otherwise what holds where its host tells nothing
 */
export const lowered = (
  { told, manifest }: PluginLimits,
  name: keyof IsolationLimits,
  otherwise: number,
): number => Math.min(told[name] ?? otherwise, manifest[name] ?? Number.POSITIVE_INFINITY);

/** The limits with which a plugin's boundary is started; those that are as they are anyway are left out. */
export const startLimitsOf = (limits: PluginLimits, { startLimits }: BoundaryKind): IsolationLimits => {
  const all = Object.entries(startLimits) as [keyof IsolationLimits, number][];
  const other = all.flatMap(([name, otherwise]) => {
    const limit = lowered(limits, name, otherwise);
    return limits.told[name] === undefined && limit === otherwise ? [] : [[name, limit]];
  });
  const startTimeout = lowered(limits, 'startTimeout', defaultTimes.startTimeout);
  return { ...Object.fromEntries(other), startTimeout };
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
