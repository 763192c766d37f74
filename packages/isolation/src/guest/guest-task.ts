import type { PluginManifest } from '@mortise/core';
import { type Limits, limitsOf } from '@mortise/rpc';

/** What a plugin's side gets to know before its bundle. JSON can say it. */
export interface GuestTask {
  readonly manifest: PluginManifest;
  /** What its connection lets the host do, and itself. */
  readonly limits: Partial<Limits>;
}

/** The host keeps to its own limit of calls, and has questions beyond it. */
const forQuestions = 64;

/**
 * The limits of a plugin's side: those of its host, so that neither refuses what the other one allows.
 *
 * @param limits where the host has others than the usual ones
 */
export const guestLimits = (limits?: Partial<Limits>): Partial<Limits> => {
  const own = limitsOf(limits);
  const all = Object.entries({ ...own, calls: own.calls + forQuestions });
  // JSON has no Infinity.
  return Object.fromEntries(all.map(([name, limit]) => [name, Math.min(limit, Number.MAX_SAFE_INTEGER)]));
};
