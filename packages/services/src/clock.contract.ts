/**
 * Tells the time in milliseconds.
 *
 * @contract mortise:clock@1.0.0
 */
export interface Clock {
  /** The time of day, in milliseconds since 1970 in UTC; may jump when the machine's clock is set. */
  now(): Promise<number>;
  /** Milliseconds with a fraction since some fixed moment; never goes back: for durations. */
  monotonic(): Promise<number>;
  /**
   * Waits.
   *
   * @param ms how long, in milliseconds; zero or less does not wait
   * @param signal ends the wait early: the call rejects with the signal's reason
   * @throws invalid_duration
   */
  sleep(ms: number, signal?: AbortSignal): Promise<void>;
}
