import type { GuestTask } from '@mortise/isolation/guest';

/** The plugin that a thread is to run. */
export interface WorkerPlugin {
  readonly task: GuestTask;
  /** The text of its bundle. */
  readonly source: string;
  /** Where that lies, as a URL. */
  readonly file: string;
}

/** How a thread begins. */
export interface WorkerStart {
  /** Whether no plugin waits for it. */
  readonly isSpare: boolean;
}
