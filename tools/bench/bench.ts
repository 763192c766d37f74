/** One sample: what a unit of work cost, in the bench's unit. */
type Sample = () => number | Promise<number>;

/** What a bench compares: Mortise with a floor, which does the same work without it, and with peers. */
export interface Contest {
  readonly subject: Sample;
  readonly floor: { readonly name: string; readonly sample: Sample };
  readonly peers?: readonly { readonly name: string; readonly version: string; readonly sample: Sample }[];
  /** How often each side is sampled. */
  readonly rounds: number;
  /** What else a person should know of the result. */
  readonly note?: string;
}

/** An upper bound of the ratio to the floor, or of what the median is more than the floor's. */
export interface Goal {
  readonly of: 'ratio' | 'difference';
  readonly atMost: number;
}

/** One comparison. It runs in a process of its own, whose temporary folder is removed behind it. */
export interface Bench {
  /** What is measured, for a person. */
  readonly what: string;
  readonly unit: 'ns' | 'ms' | 'bytes';
  readonly goal: Goal;
  /** Makes everything ready; throws where Mortise does not do what is to be measured. */
  readonly prepare: () => Contest | Promise<Contest>;
}

/** What a bench found; figures are medians over all rounds, ratios are medians of each round's ratio. */
export interface Result {
  readonly id: string;
  readonly what: string;
  readonly unit: Bench['unit'];
  readonly median: number;
  readonly floor: { readonly name: string; readonly median: number };
  /** To the floor. */
  readonly ratio: number;
  readonly peers: readonly {
    readonly name: string;
    readonly version: string;
    readonly median: number;
    /** To the floor. */
    readonly ratio: number;
  }[];
  readonly goal: Goal;
  readonly met: boolean;
  readonly note?: string;
}
