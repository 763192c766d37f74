import type { AppSpec } from '@era/runtime';
import type { AppLog } from './app-log.ts';

/** How a program ended, as its backend saw it; `AppTable` adds whether it was asked to. */
export interface Ending {
  readonly state: 'exited' | 'failed';
  readonly exitCode?: number;
  readonly signal?: string;
  readonly reason?: string;
}

/** One run of a program, from its launch on. */
export interface Program {
  readonly pid?: number;
  /** Resolves when the program runs; rejects with `start_failed` when it never will. */
  readonly started: Promise<void>;
  /** Resolves once, after the last output is in the log, also when it did not start; never rejects. */
  readonly ended: Promise<Ending>;
  /**
   * Ends the program; resolves when it has ended. Called at any time, also twice.
   *
   * @param timeout how long each rung waits, in milliseconds; 0 kills at once
   */
  stop(timeout: number): Promise<void>;
}

/** What differs between runtimes: how a program is checked, and how it is launched. */
export interface Backend<Prepared> {
  /** Checks an application before it starts; what it returns is kept for `launch`. */
  prepare(app: AppSpec): Promise<Prepared>;
  /** Does not throw: what goes wrong is told by the program's `started`. */
  launch(app: AppSpec, prepared: Prepared, log: AppLog): Program;
}
