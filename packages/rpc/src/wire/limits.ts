/** How much of a value a boundary lets through, in both directions. */
export interface ValueLimits {
  /** Characters and bytes that one call, result or item may have: 16 Mi unless told. */
  readonly size: number;
  /** Cells that one call, result or item may have: 1,000,000 unless told. */
  readonly cells: number;
  /** How deep objects, lists and records may stand in each other: 64 unless told. */
  readonly depth: number;
}

/** What holds where nobody says otherwise. */
export const valueLimits: ValueLimits = { size: 16 * 1024 * 1024, cells: 1_000_000, depth: 64 };

/** A bigint is read digit by digit in quadratic time, so that long ones would be a way to stop a host. */
export const bigintDigits = 4_096;
