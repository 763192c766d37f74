import type { ContractId } from '@mortise/core';

/** Which part of a version a change raises. */
export type Step = 'major' | 'minor' | 'patch';

/** One thing that is not as the baseline has it. */
export interface Change {
  /** Where, as one would write it: `Runtime.start(app).env`, `AppSpec.env`, `AppState "paused"`. */
  readonly member: string;
  readonly kind: 'added' | 'removed' | 'changed';
  /** What became of the member, to be read behind it: `was removed`. */
  readonly what: string;
  readonly demands: Step;
}

/** What became of a field that travels in another place than the baseline's. */
export const movedField = 'travels in another place';

/** How a contract differs from its baseline. */
export interface Growth {
  /** Those that demand most first, then by member. */
  readonly changes: readonly Change[];
  /** What all of them demand together; left out where there are none. */
  readonly demands?: Step;
}

/** How one contract of a workspace has grown since it was released. */
export interface ContractGrowth extends Growth {
  readonly id: ContractId;
  readonly version: string;
  /** Its `*.contract.ts`, relative to the workspace. */
  readonly source: string;
  /** The version of its baseline; left out where it was never released. */
  readonly released?: string;
}

const steps: readonly Step[] = ['major', 'minor', 'patch'];

/** Sorts steps, the greater first. */
export const compareSteps = (a: Step, b: Step): number => steps.indexOf(a) - steps.indexOf(b);

/** The changes in their order, and what they demand together. */
export const growthOf = (changes: Iterable<Change>): Growth => {
  const sorted = [...changes].sort(
    (a, b) =>
      compareSteps(a.demands, b.demands) || compareTexts(a.member, b.member) || compareTexts(a.what, b.what),
  );
  const [first] = sorted;
  return { changes: sorted, ...(first ? { demands: first.demands } : {}) };
};

const compareTexts = (a: string, b: string): number => (a < b ? -1 : Number(a > b));
