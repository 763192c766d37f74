import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { type MortiseError, messageOf } from '@mortise/core';
import {
  type Boundary,
  type Ending,
  type GuestPlugin,
  type IsolationLimits,
  OutputLines,
  type OutputSink,
  type Port,
  PortTransport,
  textForm,
} from '@mortise/isolation';
import type { Transport } from '@mortise/rpc';
import { endingOf, engineLimits, nameOf } from './endings.ts';
import type { EngineLimits } from './engine/engine.ts';
import { engineImage } from './engine/image.ts';
import { cannotStart } from './errors.ts';
import type { WorkerNote, WorkerPlugin, WorkerStart } from './guest/worker-plugin.ts';

/** An engine in a thread of its own: whatever the plugin is doing there can be ended. */
export class ThreadBoundary implements Boundary {
  readonly ended: Promise<Ending>;
  readonly #worker: Worker;
  readonly #output: OutputLines;
  #ending: Ending | undefined;

  private constructor(start: WorkerStart, sink: OutputSink | undefined) {
    this.#worker = new Worker(new URL('../guest/wasm-worker.js', import.meta.url), {
      workerData: start,
      env: {},
      argv: [],
      execArgv: [],
      stdout: true,
      stderr: true,
    });
    this.#output = new OutputLines(sink);
    for (const stream of [this.#worker.stdout, this.#worker.stderr])
      stream.on('data', (chunk: Uint8Array) => this.#output.push(chunk));
    this.#worker.on('error', (cause) => {
      this.#ending ??= { kind: 'crash', how: messageOf(cause), cause };
    });
    this.#worker.on('message', (data: unknown) => this.#onNote(data, start.limits));
    this.ended = new Promise((resolve) => {
      this.#worker.once('exit', (code) => {
        this.#output.end();
        resolve((this.#ending ??= { kind: 'crash', how: `its thread has ended with exit code ${code}` }));
      });
    });
    this.#worker.unref();
  }

  /** @throws MortiseError `cannot_start` */
  static async start(limits: IsolationLimits, sink?: OutputSink): Promise<ThreadBoundary> {
    try {
      const boundary = new ThreadBoundary({ image: await engineImage(), limits: engineLimits(limits) }, sink);
      const worker = boundary.#worker;
      // An unfinished start keeps the program running, a spare does not.
      worker.ref();
      const failed = await Promise.race([once(worker, 'message').then(() => undefined), boundary.ended]);
      worker.unref();
      if (failed) throw new Error(failed.kind === 'crash' ? failed.how : failed.kind);
      return boundary;
    } catch (error) {
      throw cannotStart(error);
    }
  }

  enter({ manifest, file, code }: GuestPlugin, describe: (ending: Ending) => MortiseError): Transport {
    this.#output.pluginId = manifest.id;
    const transport = new PortTransport(new MessagesOf(this.#worker), textForm);
    void this.ended.then((ending) => transport.hangUp(describe(ending)));
    const plugin: WorkerPlugin = { manifest, source: new TextDecoder().decode(code), file: nameOf(file) };
    this.#worker.postMessage(plugin);
    return transport;
  }

  hold(): void {
    this.#worker.ref();
  }

  async end(): Promise<void> {
    this.#ending ??= { kind: 'ended' };
    await this.#worker.terminate();
    await this.ended;
  }

  #onNote(data: unknown, limits: EngineLimits): void {
    if (!isNote(data) || !('end' in data)) return;
    this.#ending ??= endingOf(data.end, limits);
    void this.#worker.terminate();
  }
}

/** What the thread says itself; all else is the plugin's. */
const isNote = (data: unknown): data is WorkerNote =>
  typeof data === 'object' && data !== null && !Array.isArray(data);

/** The port of a thread without its notes. */
class MessagesOf implements Port {
  readonly #worker: Worker;
  readonly #listeners = new Map<(data: unknown) => void, (data: unknown) => void>();

  constructor(worker: Worker) {
    this.#worker = worker;
  }

  postMessage(data: unknown, transfer: readonly ArrayBuffer[] = []): void {
    this.#worker.postMessage(data, transfer);
  }

  on(event: 'message', listener: (data: unknown) => void): void {
    const filtered = (data: unknown): void => {
      if (!isNote(data)) listener(data);
    };
    this.#listeners.set(listener, filtered);
    this.#worker.on(event, filtered);
  }

  off(event: 'message', listener: (data: unknown) => void): void {
    const filtered = this.#listeners.get(listener);
    if (filtered) this.#worker.off(event, filtered);
  }
}
