import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { type MortiseError, messageOf } from '@mortise/core';
import { formatSize } from '@mortise/core/units';
import {
  type Boundary,
  type Ending,
  type GuestPlugin,
  type IsolationLimits,
  OutputLines,
  type OutputSink,
} from '@mortise/isolation';
import { plainText, type Transport } from '@mortise/rpc';
import { denoArguments, denoEnvironment } from './deno-flags.ts';
import { cannotStart } from './errors.ts';
import { findDeno } from './find-deno.ts';
import { PipeTransport } from './pipe-transport.ts';
import { watchResidentSet } from './resident-set.ts';
import { sweep } from './sweeper.ts';

/** What one plugin may take where nothing else is said, in bytes. */
const defaultMemory = 512 * 1024 * 1024;

/** How long each rung waits for the next one when a process is ended, in milliseconds. */
const patience = 150;

/** How much of what a process has printed is kept for the message of its end, in characters. */
const longestTail = 1_024;

/** How processes are started. */
export interface ProcessOptions {
  readonly deno?: string | undefined;
  readonly unsafeFlags?: readonly string[] | undefined;
  readonly output?: OutputSink | undefined;
}

/** A Deno process of its own for one plugin. */
export class DenoBoundary implements Boundary {
  readonly ended: Promise<Ending>;
  readonly #child: ChildProcessWithoutNullStreams;
  readonly #memory: number;
  readonly #output: OutputLines;
  #ending: Ending | undefined;
  #tail = '';
  #hasExited = false;
  #stopWatching = (): number => 0;
  #ladder: ReturnType<typeof setTimeout> | undefined;

  private constructor(deno: string, limits: IsolationLimits, { unsafeFlags = [], output }: ProcessOptions) {
    this.#memory = limits.memory ?? defaultMemory;
    const main = fileURLToPath(new URL('../guest/deno.js', import.meta.url));
    this.#child = spawn(deno, denoArguments({ ...limits, memory: this.#memory }, main, unsafeFlags), {
      stdio: ['pipe', 'pipe', 'pipe'],
      env: denoEnvironment,
      cwd: '/',
      windowsHide: true,
    });
    this.#output = new OutputLines(output);
    this.#child.stderr.on('data', (chunk: Uint8Array) => this.#onPrinted(chunk));
    // Its end says why.
    this.#child.stdin.on('error', () => {});
    const { pid } = this.#child;
    const swept = pid === undefined ? () => {} : sweep(pid);
    this.ended = new Promise((resolve) => {
      this.#child.once('error', (cause) => {
        this.#ending ??= { kind: 'crash', how: messageOf(cause), cause };
        if (pid === undefined) resolve(this.#ending);
      });
      this.#child.once('exit', () => {
        this.#hasExited = true;
        swept();
        clearTimeout(this.#ladder);
        // What it has said last may still be in its pipes; a process that it started, by an unsafe flag, may hold
        // them open.
        const late = setTimeout(() => this.#child.stdout.destroy().emit('close'), patience);
        this.#child.once('close', () => clearTimeout(late));
      });
      this.#child.once('close', (code, signal) => {
        const greatest = this.#stopWatching();
        this.#output.end();
        resolve((this.#ending ??= this.#endOf(code, signal, greatest)));
      });
    });
    this.#unref();
  }

  /** @throws MortiseError `cannot_start`, `deno_not_found`, `old_deno` */
  static async start(limits: IsolationLimits, options: ProcessOptions): Promise<DenoBoundary> {
    const deno = await findDeno(options.deno);
    const boundary = new DenoBoundary(deno, limits, options);
    if (boundary.#child.pid !== undefined) return boundary;
    const ending = await boundary.ended;
    throw cannotStart(deno, ending.kind === 'crash' ? ending.how : '');
  }

  enter({ manifest, code }: GuestPlugin, describe: (ending: Ending) => MortiseError): Transport {
    const { stdin, stdout, pid } = this.#child;
    this.#output.pluginId = manifest.id;
    const transport = new PipeTransport(stdin, stdout);
    void this.ended.then((ending) => transport.hangUp(describe(ending)));
    this.#stopWatching = watchResidentSet(pid as number, this.#memory, (measured) => {
      this.#ending ??= this.#overMemory(formatSize(measured));
      this.#kill('SIGKILL');
    });
    const text = new TextEncoder().encode(JSON.stringify(manifest));
    const head = new DataView(new ArrayBuffer(8));
    head.setUint32(0, text.length, true);
    head.setUint32(4, code.length, true);
    stdin.cork();
    for (const part of [new Uint8Array(head.buffer), text, code]) stdin.write(part);
    stdin.uncork();
    return transport;
  }

  hold(): void {
    this.#child.ref();
    for (const stream of this.#streams()) stream.ref();
  }

  async end(): Promise<void> {
    if (!this.#ending) {
      this.#ending = { kind: 'ended' };
      this.hold();
      // It ends by itself as soon as it reads that; a plugin may keep it from reading, and take the signal as well.
      this.#child.stdin.end();
      this.#ladder = setTimeout(() => {
        this.#kill('SIGTERM');
        this.#ladder = setTimeout(() => this.#kill('SIGKILL'), patience);
      }, patience);
    }
    await this.ended;
  }

  #kill(signal: NodeJS.Signals): void {
    if (!this.#hasExited) this.#child.kill(signal);
  }

  #unref(): void {
    this.#child.unref();
    for (const stream of this.#streams()) stream.unref();
  }

  #streams(): { ref(): void; unref(): void }[] {
    const { stdin, stdout, stderr } = this.#child;
    return [stdin, stdout, stderr].flatMap((stream) => (stream ? [stream as never] : []));
  }

  #onPrinted(chunk: Uint8Array): void {
    this.#tail = (this.#tail + new TextDecoder().decode(chunk)).slice(-longestTail);
    this.#output.push(chunk);
  }

  #overMemory(measured: string): Ending {
    return { kind: 'limit', limit: 'memory', allowed: formatSize(this.#memory), measured };
  }

  #endOf(code: number | null, signal: NodeJS.Signals | null, greatest: number): Ending {
    // V8 ends the process where its heap is full, and only its last words say so.
    if (/heap out of memory|Reached heap limit/i.test(this.#tail))
      return this.#overMemory(`${formatSize(greatest)}, and wanted more`);
    const how = signal ? `by signal ${signal}` : `with exit code ${code}`;
    const [said = ''] = plainText(this.#tail).trim().split('\n').filter(Boolean).slice(-1);
    return { kind: 'crash', how: `its process has ended ${how}${said && `; it said last: ${said}`}` };
  }
}
