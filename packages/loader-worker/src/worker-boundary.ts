import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import type { MortiseError } from '@mortise/core';
import { formatSize } from '@mortise/core/units';
import {
  type Boundary,
  type Ending,
  type GuestPlugin,
  type IsolationLimits,
  OutputLines,
  type OutputSink,
  PortTransport,
} from '@mortise/isolation';
import type { Transport } from '@mortise/rpc';
import { cannotStart } from './errors.ts';
import { watchMemory } from './watch-memory.ts';

const mebibyte = 1024 * 1024;

/** How long the end of a thread is waited for, in milliseconds. */
const patience = 2_000;

/** With less, in bytes, Node fails while it starts the thread, and takes the whole process with it. */
const leastStack = 512 * 1024;

/** A worker thread of its own for one plugin. */
export class WorkerBoundary implements Boundary {
  readonly ended: Promise<Ending>;
  readonly #worker: Worker;
  readonly #output: OutputLines;
  #ending: Ending | undefined;
  #hasExited = false;

  private constructor(limits: IsolationLimits, sink: OutputSink | undefined) {
    this.#worker = new Worker(new URL('../guest/worker.js', import.meta.url), {
      // A plugin gets nothing of the host that was not handed to it.
      env: {},
      argv: [],
      execArgv: [],
      stdin: false,
      stdout: true,
      stderr: true,
      resourceLimits: resourceLimits(limits),
    });
    this.#output = new OutputLines(sink);
    for (const stream of [this.#worker.stdout, this.#worker.stderr])
      stream.on('data', (chunk: Uint8Array) => this.#output.push(chunk));
    const { maxOldGenerationSizeMb: heap = 0 } = this.#worker.resourceLimits ?? {};
    this.#worker.on('error', (error) => {
      this.#ending ??= endingOf(error, limits.memory ?? heap * mebibyte);
    });
    const stopWatching = watchMemory(this.#worker, limits, (ending) => {
      this.#ending ??= ending;
      void this.#worker.terminate();
    });
    this.ended = new Promise((resolve) => {
      this.#worker.once('exit', (code) => {
        this.#hasExited = true;
        stopWatching();
        this.#output.end();
        resolve((this.#ending ??= { kind: 'crash', how: `its thread has ended with exit code ${code}` }));
      });
    });
    this.#worker.unref();
  }

  /** @throws MortiseError `cannot_start` */
  static async start(limits: IsolationLimits, sink?: OutputSink): Promise<WorkerBoundary> {
    try {
      checkStack(limits);
      const boundary = new WorkerBoundary(limits, sink);
      const { worker, ended } = { worker: boundary.#worker, ended: boundary.ended };
      // An unfinished start keeps the program running, a spare does not.
      worker.ref();
      const failed = await Promise.race([once(worker, 'message').then(() => undefined), ended]);
      worker.unref();
      if (failed) throw new Error(failed.kind === 'crash' ? failed.how : failed.kind);
      return boundary;
    } catch (error) {
      throw cannotStart(error);
    }
  }

  enter({ manifest, file }: GuestPlugin, describe: (ending: Ending) => MortiseError): Transport {
    this.#output.pluginId = manifest.id;
    const transport = new PortTransport(this.#worker);
    void this.ended.then((ending) => transport.hangUp(describe(ending)));
    this.#worker.on('messageerror', (cause) => {
      this.#ending ??= { kind: 'crash', how: 'it sent what cannot be read', cause };
      void this.#worker.terminate();
    });
    this.#worker.postMessage({ manifest, file: file.href });
    return transport;
  }

  hold(): void {
    this.#worker.ref();
  }

  async end(): Promise<void> {
    this.#ending ??= { kind: 'ended' };
    void this.#worker.terminate();
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<void>((resolve) => {
      timer = setTimeout(resolve, patience);
    });
    await Promise.race([this.ended, late]);
    clearTimeout(timer);
    // V8 does not leave a built-in function that never returns. Whoever ends the plugin goes on without it.
    if (!this.#hasExited) this.#worker.unref();
  }
}

const checkStack = ({ stack = leastStack }: IsolationLimits): void => {
  if (stack >= leastStack) return;
  throw new Error(
    `its stack may have ${formatSize(stack)}, and a thread needs ${formatSize(leastStack)} for itself`,
  );
};

/** The heap's two parts and the stack, as Node takes them. */
const resourceLimits = ({ memory, stack }: IsolationLimits) => ({
  ...(memory === undefined
    ? {}
    : {
        maxOldGenerationSizeMb: Math.max(1, memory / mebibyte),
        maxYoungGenerationSizeMb: Math.max(1, Math.min(48, memory / mebibyte / 4)),
      }),
  ...(stack === undefined ? {} : { stackSizeMb: stack / mebibyte }),
});

const endingOf = (error: unknown, heap: number): Ending => {
  const { code, message } = (error ?? {}) as { code?: unknown; message?: unknown };
  if (code === 'ERR_WORKER_OUT_OF_MEMORY')
    return {
      kind: 'limit',
      limit: 'memory',
      unit: 'bytes',
      allowed: heap,
      measured: heap,
      wantedMore: true,
    };
  return { kind: 'crash', how: `uncaught: ${String(message ?? error)}`, cause: error };
};
