/** A signal that asks a program to end. SIGKILL is not among them: it always comes last. */
export type StopSignal = 'SIGHUP' | 'SIGINT' | 'SIGQUIT' | 'SIGTERM' | 'SIGUSR1' | 'SIGUSR2';

/** An application as an agent hands it to a runtime, with all its paths absolute. */
export interface AppSpec {
  /** Names the application in its agent: lower-case words joined by hyphens. */
  readonly id: string;
  /** The runtime that it is for: `native`, `wasm`. */
  readonly runtime: string;
  /** The file to run. */
  readonly program: string;
  readonly args?: readonly string[];
  /** All environment variables that the program gets, beside those of `inherit`. */
  readonly env?: Record<string, string>;
  /** Names of the agent's own environment variables to hand on, such as `PATH`. */
  readonly inherit?: readonly string[];
  /** What the program reads from its standard input; without it, the input is empty. */
  readonly stdin?: Uint8Array;
  /** The folder that a native program starts in; without it, the agent's own. WASI has none. */
  readonly cwd?: string;
  /** The folders that a WASI program sees: its name for one, then the agent's path. It sees no other. */
  readonly directories?: Record<string, string>;
  /** The rungs of the way down, in their order; without it, SIGTERM. SIGKILL follows by itself. */
  readonly stopSignals?: readonly StopSignal[];
  /** How long each rung waits, in milliseconds; without it, 5,000. */
  readonly stopTimeout?: number;
}

/**
 * `exited` ended by itself, whatever its exit code; `stopped` was ended by `stop`; `failed` could not
 * start, crashed, or was killed from outside.
 */
export type AppState = 'installed' | 'running' | 'exited' | 'failed' | 'stopped';

/** What a runtime knows of an application. */
export interface AppStatus {
  readonly id: string;
  readonly state: AppState;
  readonly exitCode?: number;
  /** The signal that ended it. */
  readonly signal?: string;
  /** Why it failed, for people. */
  readonly reason?: string;
  /** The agent's process id of it, where it is a process. */
  readonly pid?: number;
  /** Milliseconds since 1970. */
  readonly startedAt?: number;
  /** Milliseconds since 1970. */
  readonly endedAt?: number;
}

/** Where a line came from; a `notice` is the runtime's own remark, not output. */
export type LogStream = 'stdout' | 'stderr' | 'notice';

/** One line of an application's output. */
export interface LogLine {
  readonly stream: LogStream;
  /** Without its line end. Control characters are still in it. */
  readonly text: string;
  /** When it was read, in milliseconds since 1970. */
  readonly time: number;
}

/**
 * Runs applications on one kind of execution backend. It owns what it starts: all of it ends with the
 * plugin. Errors carry a `code` and, where there is something to do about them, a `hint`.
 *
 * @contract era:runtime@1.0.0
 */
export interface Runtime {
  /**
   * Checks the application and makes it ready to start. A second call with an application that does
   * not run replaces what was installed.
   *
   * @idempotent
   * @throws app_running where it runs
   * @throws invalid_program where this runtime cannot run it
   * @throws program_missing where there is no such file
   * @throws unsupported where the application asks for what this runtime lacks
   */
  install(app: AppSpec): Promise<void>;
  /**
   * Starts the application, installing it first where that was not done. Resolves when the program
   * runs. An application that has ended may be started again; its log then begins anew.
   *
   * @throws app_running where it runs
   * @throws app_stopped where it was stopped before it ran
   * @throws invalid_program as install does
   * @throws program_missing as install does
   * @throws runtime_ended where the plugin ends
   * @throws start_failed where the machine refuses
   * @throws unsupported as install does
   */
  start(app: AppSpec): Promise<void>;
  /**
   * Ends the application and what it started, rung by rung; resolves when it has ended, at once where
   * it does not run. May be called again meanwhile: the shorter wait wins.
   *
   * @param timeout how long each rung waits, in milliseconds; 0 kills at once
   * @idempotent
   * @throws app_unknown
   */
  stop(id: string, timeout?: number): Promise<void>;
  /**
   * Forgets an application that does not run, with its log; does nothing where there is none.
   *
   * @idempotent
   * @throws app_running
   */
  delete(id: string): Promise<void>;
  /** @throws app_unknown */
  status(id: string): Promise<AppStatus>;
  /**
   * The log of the application's present or last run, from the oldest line kept, then live until the
   * run ends. Each call reads on its own. A reader that takes nothing makes the program wait in time;
   * one that stops reading must abort or return.
   *
   * @throws app_unknown
   */
  logs(id: string, signal?: AbortSignal): AsyncIterable<LogLine>;
}
