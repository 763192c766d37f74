/** One figure that an application has told. */
export interface Metric {
  /** What it is: `mean`. */
  readonly name: string;
  /** What tells it from others of its name: `{ sensor: 'boiler' }`. */
  readonly labels: Readonly<Record<string, string>>;
  readonly value: number;
}

/**
 * Reads figures out of what applications print. It gets nothing but text that somebody else has written, and
 * returns nothing but figures: no reason to let it see anything else of the device.
 *
 * @contract era:metrics@1.0.0
 */
export interface Metrics {
  /**
   * @param lines as an application printed them, without their ends
   * @returns the figures in these, in their order; a line that it does not understand has none
   */
  read(lines: readonly string[]): Promise<Metric[]>;
}
