import { isDeepStrictEqual } from 'node:util';
import type { AppSpec, AppStatus, LogLine, Runtime } from '@era/runtime';
import type { Log } from '@mortise/services';
import { AppLog } from './app-log.ts';
import type { Backend, Ending, Program } from './backend.ts';
import { appRunning, appStopped, appUnknown, runtimeEnded } from './errors.ts';

const stopTimeout = 5_000;

/** From the request to start until the program has ended. */
interface Run {
  readonly program: Program;
  readonly startedAt: number;
  live: boolean;
  stopping: boolean;
}

/** One application: what is installed, and its present or last run. */
interface Entry<Prepared> {
  readonly app: AppSpec;
  readonly prepared: Prepared;
  log: AppLog;
  run?: Run;
  ending?: Omit<AppStatus, 'id'>;
}

/**
 * The part of an `era:runtime` that is the same for every backend: which applications there are, in
 * which state, and their logs.
 */
export class AppTable<Prepared> implements Runtime {
  readonly #backend: Backend<Prepared>;
  readonly #agentLog: Log;
  readonly #entries = new Map<string, Entry<Prepared>>();
  /** What the agent's log has yet to take. */
  readonly #reports = new Set<Promise<void>>();
  #ended = false;

  /**
   * @param backend how programs are run
   * @param agentLog where the agent's people read what starts and ends; the output of applications is not in it
   */
  constructor(backend: Backend<Prepared>, agentLog: Log) {
    this.#backend = backend;
    this.#agentLog = agentLog;
  }

  async install(app: AppSpec): Promise<void> {
    this.#refuseRunning('install', app.id);
    const prepared = await this.#backend.prepare(app);
    this.#refuseRunning('install', app.id);
    this.#entries.set(app.id, { app, prepared, log: new AppLog() });
  }

  async start(app: AppSpec): Promise<void> {
    this.#refuseRunning('start', app.id);
    if (!isDeepStrictEqual(this.#entries.get(app.id)?.app, app)) await this.install(app);
    const entry = this.#entry('start', app.id);
    // A second request may have come while the first one installed.
    this.#refuseRunning('start', app.id);
    if (this.#ended) throw runtimeEnded(app.id);

    entry.log = new AppLog();
    const program = this.#backend.launch(app, entry.prepared, entry.log);
    const run = { program, startedAt: Date.now(), live: false, stopping: false };
    entry.run = run;
    const ended = program.ended.then((ending) => this.#settle(entry, run, ending));
    try {
      await program.started;
      run.live = true;
      this.#report('Started', { app: app.id, ...pidOf(program) });
    } catch (error) {
      await ended;
      throw run.stopping ? appStopped(app.id) : error;
    }
  }

  async stop(id: string, timeout?: number): Promise<void> {
    const { app, run } = this.#entry('stop', id);
    if (!run) return;
    run.stopping = true;
    await run.program.stop(timeout ?? app.stopTimeout ?? stopTimeout);
  }

  async delete(id: string): Promise<void> {
    this.#refuseRunning('delete', id);
    this.#entries.delete(id);
  }

  async status(id: string): Promise<AppStatus> {
    const { run, ending } = this.#entry('get the status of', id);
    if (run?.live) return { id, state: 'running', startedAt: run.startedAt, ...pidOf(run.program) };
    return { id, ...(ending ?? { state: 'installed' }) };
  }

  async *logs(id: string, signal?: AbortSignal): AsyncGenerator<LogLine, void, undefined> {
    yield* this.#entry('read the log of', id).log.read(signal);
  }

  /** Stops all applications, starts no more and has told the agent all: for a plugin's `deactivate`. */
  async end(): Promise<void> {
    this.#ended = true;
    await Promise.all([...this.#entries.keys()].map((id) => this.stop(id)));
    await Promise.all(this.#reports);
  }

  /** Nobody waits for the log before the end, and a log that fails does an application no harm. */
  #report(message: string, fields: Record<string, string | number>): void {
    const report = this.#agentLog.info(message, fields).then(
      () => {},
      () => {},
    );
    this.#reports.add(report);
    void report.then(() => this.#reports.delete(report));
  }

  #settle(entry: Entry<Prepared>, { startedAt, stopping }: Run, { reason, ...ending }: Ending): void {
    entry.log.end();
    const seen = stopping ? { state: 'stopped' as const } : reason === undefined ? {} : { reason };
    entry.ending = { ...ending, ...seen, startedAt, endedAt: Date.now() };
    delete entry.run;
    this.#report('Ended', { app: entry.app.id, ...ending, ...seen });
  }

  #entry(action: string, id: string): Entry<Prepared> {
    const entry = this.#entries.get(id);
    if (!entry) throw appUnknown(action, id);
    return entry;
  }

  #refuseRunning(action: string, id: string): void {
    if (this.#entries.get(id)?.run) throw appRunning(action, id);
  }
}

const pidOf = ({ pid }: Program) => (pid === undefined ? {} : { pid });
