/** One sample: what a unit of work cost, in the bench's unit. */
type Sample = () => number | Promise<number>;

/** What a bench compares: Mortise with a floor, which does the same work without it, and with peers. */
export interface Contest {
  readonly subject: Sample;
  readonly floor: { readonly name: string; readonly sample: Sample };
  readonly peers?: readonly { readonly name: string; readonly version: string; readonly sample: Sample }[];
  /** How often each side is sampled; of a fresh one, how often each time. */
  readonly rounds: number;
  /** How many rounds are made before, and not counted: a tenth of `rounds` unless told. */
  readonly warmUp?: number;
  /** What else a person should know of the result. */
  readonly note?: string;
  /** Ends what was started for the contest. */
  readonly end?: () => void | Promise<void>;
}

/** An upper bound of the ratio to the floor, of what the median is more than the floor's, or of the median itself. */
export interface Goal {
  readonly of: 'ratio' | 'difference' | 'median';
  readonly atMost: number;
}

/** One comparison. It runs in a process of its own, whose temporary folder is removed behind it. */
export interface Bench {
  /** What is measured, for a person. */
  readonly what: string;
  readonly unit: 'ns' | 'ms' | 'bytes';
  /** Absent where the figures are only to be known. */
  readonly goal?: Goal;
  /**
   * How often everything is made ready anew, where luck at that decides: how threads and memory come to lie. Each
   * time gives one ratio, from the rounds since; the result is their median, with quartiles.
   */
  readonly fresh?: number;
  /** Makes everything ready; throws where Mortise does not do what is to be measured. */
  readonly prepare: () => Contest | Promise<Contest>;
}

/** The lower and the upper one, of ratios to the floor. */
export type Quartiles = readonly [number, number];

/**
 * What a bench found; figures are medians over all rounds. Ratios are medians of each round's ratio, or, where a bench
 * asks for fresh sides, medians of what each of these gave.
 */
export interface Result {
  readonly id: string;
  readonly what: string;
  readonly unit: Bench['unit'];
  readonly median: number;
  readonly floor: { readonly name: string; readonly median: number };
  /** To the floor. */
  readonly ratio: number;
  /** Where everything was made ready several times: how often, and how far apart the ratios were. */
  readonly fresh?: number;
  readonly quartiles?: Quartiles;
  readonly peers: readonly {
    readonly name: string;
    readonly version: string;
    readonly median: number;
    /** To the floor. */
    readonly ratio: number;
    readonly quartiles?: Quartiles;
  }[];
  readonly goal?: Goal;
  /** Absent where there is no goal. */
  readonly met?: boolean;
  readonly note?: string;
}
