import { basename } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { AppSpec } from '@era/runtime';
import {
  type AppLog,
  type Ending,
  environmentOf,
  type Program,
  startFailed,
  within,
} from '@era/runtime-base';
import type { WasmModule } from './web-assembly.ts';

/** What wasi-worker.js is given. */
export interface WasiProgram {
  readonly module: WasmModule;
  /** The first is the program's name. */
  readonly args: readonly string[];
  readonly env: Record<string, string>;
  /** The program's name for a folder, then its path. */
  readonly directories: Record<string, string>;
  readonly stdin: Uint8Array | undefined;
  /** Two shared cells: the weight of the output that was posted and not yet taken, and 1 once it is to stop. */
  readonly pending: Int32Array;
}

/** What wasi-worker.js posts, in this order; nothing more after `exit` or `error`, and neither when terminated. */
type Message =
  | { type: 'started' }
  | { type: 'output'; stream: 'stdout' | 'stderr'; chunk: Uint8Array; weight: number }
  | { type: 'exit'; code: number }
  | { type: 'error'; kind: 'load' | 'trap'; message: string };

/** How long a program that has folders may take at least to get to its next call, in milliseconds. */
const patience = 250;

/** Runs a compiled WASI command off the agent's thread. Ending the thread ends it, wherever it is. */
export const launchWasi = (app: AppSpec, module: WasmModule, log: AppLog): Program => {
  const pending = new Int32Array(new SharedArrayBuffer(8));
  const worker = new Worker(new URL('./wasi-worker.js', import.meta.url), {
    workerData: programOf(app, module, pending),
    env: {},
    execArgv: [],
    stdout: true,
    stderr: true,
  });
  // The program has no way to these two; what Node itself says there is not the agent's output.
  worker.stdout.resume();
  worker.stderr.resume();

  let ending: Ending = { state: 'failed', reason: 'its thread ended too early' };
  const fail = (reason: string) => (ending = { state: 'failed', reason });
  const ended = new Promise<Ending>((resolve) => worker.on('exit', () => resolve(ending)));
  const started = new Promise<void>((resolve, reject) => {
    worker.on('message', async (message: Message) => {
      if (message.type === 'started') resolve();
      else if (message.type === 'exit') ending = { state: 'exited', exitCode: message.code };
      else if (message.type === 'error') fail(message.message);
      else {
        log.write(message.stream, message.chunk);
        await log.room();
        Atomics.sub(pending, 0, message.weight);
        Atomics.notify(pending, 0);
      }
    });
    worker.on('error', ({ message }: Error) => fail(message));
    void ended.then(({ reason = 'it ended' }) => reject(startFailed(app.id, reason)));
  });

  const stop = async (timeout: number) => {
    Atomics.store(pending, 1, 1);
    Atomics.notify(pending, 0);
    // Only the thread itself can close what its program has open, where that is not in a loop without any call.
    if (app.directories) await within(ended, Math.max(timeout, patience));
    await worker.terminate();
    await ended;
  };
  return { started, ended, stop };
};

const programOf = (app: AppSpec, module: WasmModule, pending: Int32Array): WasiProgram => ({
  module,
  args: [basename(app.program), ...(app.args ?? [])],
  env: environmentOf(app),
  directories: app.directories ?? {},
  stdin: app.stdin,
  pending,
});
