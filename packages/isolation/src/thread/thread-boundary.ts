import {
  MessageChannel,
  type MessagePort,
  type ResourceLimits,
  receiveMessageOnPort,
  Worker,
} from 'node:worker_threads';
import { messageOf } from '@mortise/core';
import { speaking } from '@mortise/rpc';
import type { Boundary, Ending, GuestPlugin } from '../boundary.ts';
import { cutError } from '../cut-error.ts';
import { limitText } from '../limit-text.ts';
import { OutputLines, type OutputSink } from '../output-lines.ts';
import { within } from '../within.ts';
import { Credit } from './credit.ts';
import { type PortForm, PortTransport } from './port-transport.ts';
import type { Compiled, ThreadData, ThreadNote } from './thread-notes.ts';
import { threadPlugin } from './thread-plugin.ts';

/** How long the end of a thread is waited for, in milliseconds. */
const patience = 2_000;

/** How long after a thread was told to end it is told again, in milliseconds; from then on twice as long each time. */
const firstPause = 50;

/** What V8 has made of the files of threads, by their URLs. */
const compiledFiles = new Map<string, Compiled>();

/** What a thread runs, and how its loader understands what it says. */
export interface ThreadOptions {
  /**
   * What runs in it before a plugin does: it opens `ThreadNotes`, calls `ready()`, and gets a `ThreadPlugin` as its first
   * message.
   */
  readonly file: URL;
  /** What it begins with: `start` of its `ThreadNotes`. */
  readonly start?: unknown;
  readonly resourceLimits?: ResourceLimits;
  /** How messages look on their way; as structured clone carries them, unless told. */
  readonly form?: PortForm;
  readonly output: OutputSink | undefined;
  /** How a plugin sees where its bundle lies. */
  readonly fileName: (file: URL) => string;
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
  #onReady: (() => void) | undefined;
  #ending: Ending | undefined;
  #hasExited = false;
  #again: NodeJS.Timeout | undefined;
  #unwatch: (() => void) | undefined;

  private constructor(options: ThreadOptions) {
    const { file, start, resourceLimits = {}, output, endingOf, watch } = options;
    const { port1, port2 } = new MessageChannel();
    const data: ThreadData = { start, notes: port2, compiled: compiledFiles.get(file.href) };
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
    this.#unwatch = watch?.(this.#worker, (ending) => this.#endBy(ending));
    this.ended = new Promise((resolve) => {
      this.#worker.once('exit', (code) => {
        this.#hasExited = true;
        clearTimeout(this.#again);
        this.#stopWatching();
        this.#readRest();
        this.#output.end();
        resolve((this.#ending ??= { kind: 'crash', how: `its thread has ended with exit code ${code}` }));
      });
    });
    this.#worker.unref();
  }

  /**
   * @param signal gives up, and ends what was started
   * @throws why it cannot be started; of an end, `cause` knows more than the message, where anything does
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
    throw notStarted(failed);
  }

  enter(plugin: GuestPlugin): PortTransport {
    const { form, fileName } = this.#options;
    this.#output.pluginId = plugin.manifest.id;
    const transport = new PortTransport(this.#worker, form);
    this.#worker.postMessage(threadPlugin(plugin, fileName));
    return transport;
  }

  hold(): void {
    this.#worker.ref();
  }

  async end(): Promise<void> {
    this.#endBy({ kind: 'ended' });
    await within(patience, this.ended, () => {});
    // V8 does not leave a built-in function that never returns. Whoever ends the plugin goes on without it.
    clearTimeout(this.#again);
    if (!this.#hasExited) this.#worker.unref();
  }

  #endBy(ending: Ending): void {
    this.#ending ??= ending;
    // It may never exit, where V8 does not leave what runs there.
    this.#stopWatching();
    if (this.#again === undefined) this.#terminate(firstPause);
  }

  #stopWatching(): void {
    this.#unwatch?.();
    this.#unwatch = undefined;
  }

  /** V8 loses the request now and then where the thread goes from one microtask to the next for ever. */
  #terminate(pause: number): void {
    if (this.#hasExited) return;
    void this.#worker.terminate();
    if (pause < patience / 2) this.#again = setTimeout(() => this.#terminate(pause * 2), pause).unref();
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
    if (note.kind === 'ready') this.#ready(note);
    else if (note.kind === 'output') this.#print(note);
    else {
      const ending = this.#options.endOfNote?.(note);
      if (ending) this.#endBy(ending);
    }
  }

  /** The first time, no plugin is there yet: what it says is believed. */
  #ready({ compiled }: Extract<ThreadNote, { kind: 'ready' }>): void {
    const onReady = this.#onReady;
    this.#onReady = undefined;
    if (onReady && compiled) compiledFiles.set(this.#options.file.href, compiled);
    onReady?.();
  }

  /** Nobody's output is passed on: why a thread does not start, its error says. */
  #print({ stream, bytes }: Extract<ThreadNote, { kind: 'output' }>): void {
    if (this.#output.pluginId !== '' && ArrayBuffer.isView(bytes))
      this.#output.push(bytes, stream === 'stderr' ? stream : 'stdout');
  }
}

const notStarted = (ending: Ending): Error => {
  switch (ending.kind) {
    case 'ended':
      return new Error('it was ended', { cause: undefined });
    case 'crash':
      return new Error(ending.how, { cause: ending.cause });
    case 'limit':
      return new Error(limitText(ending), { cause: ending });
  }
};

const uncaught = (thrown: unknown): Ending => {
  const cause = cutError(rejected(thrown) ?? speaking('it', thrown));
  return { kind: 'crash', how: `uncaught: ${cause.message}`, cause };
};

/** What a promise was rejected with, where Node says that in a paragraph on promises: where it is no error. */
const rejected = (thrown: unknown): Error | undefined => {
  if ((thrown as { code?: unknown } | null)?.code !== 'ERR_UNHANDLED_REJECTION') return undefined;
  const [, reason] = / with the reason "(.*)"\.$/s.exec(messageOf(thrown)) ?? [];
  return reason === undefined
    ? undefined
    : new Error(`a promise was rejected with ${reason || 'an empty text'}`);
};
