import {
  MessageChannel,
  type MessagePort,
  type ResourceLimits,
  receiveMessageOnPort,
  Worker,
} from 'node:worker_threads';
import type { MortiseError } from '@mortise/core';
import type { Transport } from '@mortise/rpc';
import type { Boundary, Ending, GuestPlugin } from './boundary.ts';
import { Credit } from './credit.ts';
import { OutputLines, type OutputSink } from './output-lines.ts';
import { type PortForm, PortTransport } from './port-transport.ts';
import { cutError } from './thread-error.ts';
import type { ThreadData, ThreadNote } from './thread-notes.ts';

/** How long the end of a thread is waited for, in milliseconds. */
const patience = 2_000;

/** What a thread runs, and how its loader understands what it says. */
export interface ThreadOptions {
  /** What runs in it before a plugin does; it opens `ThreadNotes` and calls `ready()`. */
  readonly file: URL;
  /** What it begins with: `start` of its `ThreadNotes`. */
  readonly start?: unknown;
  readonly resourceLimits?: ResourceLimits;
  /** How messages look on their way; as structured clone carries them, unless told. */
  readonly form?: PortForm;
  readonly output: OutputSink | undefined;
  /** What the thread is sent, for a plugin. */
  readonly pluginMessage: (plugin: GuestPlugin) => unknown;
  /** Why an error that nothing caught has ended it, where that is more than a crash. */
  readonly endingOf?: (error: unknown, worker: Worker) => Ending | undefined;
  /** What the thread's own note says of its end. */
  readonly endOfNote?: (note: unknown) => Ending | undefined;
  /** @returns stops */
  readonly watch?: (worker: Worker, exceed: (ending: Ending) => void) => () => void;
}

/** A worker thread of its own for one plugin. Its notes and its output have a port of their own. */
export class ThreadBoundary implements Boundary {
  readonly ended: Promise<Ending>;
  readonly #options: ThreadOptions;
  readonly #worker: Worker;
  readonly #notes: MessagePort;
  readonly #credit: Credit;
  readonly #output: OutputLines;
  #onReady: () => void = () => {};
  #ending: Ending | undefined;
  #hasExited = false;

  private constructor(options: ThreadOptions) {
    const { file, start, resourceLimits = {}, output, endingOf, watch } = options;
    const { port1, port2 } = new MessageChannel();
    const data: ThreadData = { start, notes: port2 };
    this.#options = options;
    this.#worker = new Worker(file, {
      // A plugin gets nothing of the host that was not handed to it.
      env: {},
      argv: [],
      execArgv: [],
      stdin: false,
      // What is printed comes as notes.
      stdout: true,
      stderr: true,
      workerData: data,
      transferList: [port2],
      resourceLimits,
    });
    this.#output = new OutputLines(output);
    this.#notes = port1;
    this.#credit = new Credit((number) => port1.postMessage(number), Number.POSITIVE_INFINITY);
    port1.on('message', (note: unknown) => this.#onNote(note));
    port1.unref();
    this.#worker.on('error', (error) => {
      this.#ending ??= endingOf?.(error, this.#worker) ?? uncaught(error);
    });
    this.#worker.on('messageerror', (cause) => {
      this.#endBy({ kind: 'crash', how: 'it sent what cannot be read', cause });
    });
    const stopWatching = watch?.(this.#worker, (ending) => this.#endBy(ending));
    this.ended = new Promise((resolve) => {
      this.#worker.once('exit', (code) => {
        this.#hasExited = true;
        stopWatching?.();
        this.#readRest();
        this.#output.end();
        resolve((this.#ending ??= { kind: 'crash', how: `its thread has ended with exit code ${code}` }));
      });
    });
    this.#worker.unref();
  }

  /**
   * @param signal gives up, and ends what was started
   * @throws why it cannot be started
   */
  static async start(options: ThreadOptions, signal?: AbortSignal): Promise<ThreadBoundary> {
    signal?.throwIfAborted();
    const thread = new ThreadBoundary(options);
    const ready = new Promise<void>((resolve) => {
      thread.#onReady = resolve;
    });
    const giveUp = () => thread.#endBy({ kind: 'ended' });
    signal?.addEventListener('abort', giveUp);
    // An unfinished start keeps the program running, a spare does not.
    thread.#worker.ref();
    const failed = await Promise.race([ready, thread.ended]);
    thread.#worker.unref();
    signal?.removeEventListener('abort', giveUp);
    if (!failed) return thread;
    signal?.throwIfAborted();
    throw new Error(failed.kind === 'crash' ? failed.how : failed.kind);
  }

  enter(plugin: GuestPlugin, describe: (ending: Ending) => MortiseError): Transport {
    const { form, pluginMessage } = this.#options;
    this.#output.pluginId = plugin.manifest.id;
    const transport = new PortTransport(this.#worker, form);
    void this.ended.then((ending) => transport.hangUp(describe(ending)));
    this.#worker.postMessage(pluginMessage(plugin));
    return transport;
  }

  hold(): void {
    this.#worker.ref();
  }

  async end(): Promise<void> {
    this.#endBy({ kind: 'ended' });
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<void>((resolve) => {
      timer = setTimeout(resolve, patience);
    });
    await Promise.race([this.ended, late]);
    clearTimeout(timer);
    // V8 does not leave a built-in function that never returns. Whoever ends the plugin goes on without it.
    if (!this.#hasExited) this.#worker.unref();
  }

  #endBy(ending: Ending): void {
    this.#ending ??= ending;
    void this.#worker.terminate();
  }

  /** What the thread posted before it ended. */
  #readRest(): void {
    for (
      let next = receiveMessageOnPort(this.#notes);
      next !== undefined;
      next = receiveMessageOnPort(this.#notes)
    )
      this.#onNote(next.message);
    this.#notes.close();
  }

  #onNote(data: unknown): void {
    if (typeof data === 'number') {
      this.#credit.take(data);
      return;
    }
    if (typeof data !== 'object' || data === null) return;
    const note = data as ThreadNote;
    if (note.kind === 'ready') this.#onReady();
    else if (note.kind === 'output') this.#print(note);
    else {
      const ending = this.#options.endOfNote?.(note);
      if (ending) this.#endBy(ending);
    }
  }

  #print({ stream, bytes }: Extract<ThreadNote, { kind: 'output' }>): void {
    if (bytes instanceof Uint8Array) this.#output.push(bytes, stream === 'stderr' ? stream : 'stdout');
  }
}

const uncaught = (thrown: unknown): Ending => {
  const cause = cutError(thrown);
  return { kind: 'crash', how: `uncaught: ${cause.message}`, cause };
};
