/** How a thread begins. */
export interface WorkerStart {
  /** Whether no plugin waits for it. */
  readonly isSpare: boolean;
}
