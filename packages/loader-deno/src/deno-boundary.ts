import type { ChildProcessWithoutNullStreams } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { type MortiseError, messageOf } from '@mortise/core';
import {
  type Boundary,
  type Ending,
  type GuestPlugin,
  type IsolationLimits,
  OutputLines,
  type OutputSink,
} from '@mortise/isolation';
import type { Transport } from '@mortise/rpc';
import { denoArguments } from './deno-flags.ts';
import { cannotStart } from './errors.ts';
import { findDeno } from './find-deno.ts';
import { LastWords } from './last-words.ts';
import { hasGroups, openProcess } from './open-process.ts';
import { PipeTransport } from './pipe-transport.ts';
import { readSlowly } from './read-slowly.ts';
import { checkVersion, readVersion } from './ready.ts';
import { watchResidentSet } from './resident-set.ts';
import { sweep } from './sweeper.ts';

/** What one plugin may take where nothing else is said, in bytes. */
const defaultMemory = 512 * 1024 * 1024;

/** How long each rung waits for the next one when a process is ended, in milliseconds. */
const patience = 150;

/** How long Deno may take until our module runs, where no limit says so, in milliseconds. */
const longestStart = 10_000;

const notDeno: Ending = { kind: 'crash', how: 'it does not say that it is Deno' };

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
  readonly #lastWords = new LastWords();
  readonly #readRest: () => void;
  #ending: Ending | undefined;
  #hasPlugin = false;
  #hasExited = false;
  #stopWatching = (): number => 0;
  #ladder: ReturnType<typeof setTimeout> | undefined;

  private constructor(deno: string, limits: IsolationLimits, { unsafeFlags = [], output }: ProcessOptions) {
    this.#memory = limits.memory ?? defaultMemory;
    const main = fileURLToPath(new URL('../guest/deno.js', import.meta.url));
    this.#child = openProcess(deno, denoArguments({ ...limits, memory: this.#memory }, main, unsafeFlags));
    this.#output = new OutputLines(output);
    this.#readRest = readSlowly(this.#child.stderr, (chunk) => {
      this.#lastWords.push(chunk);
      this.#output.push(chunk);
    });
    this.#child.stdin.on('error', () => this.#onClosed('input'));
    this.#child.stdout.on('end', () => this.#onClosed('output'));
    this.ended = new Promise((resolve) => this.#watchEnd(resolve));
  }

  /** @throws MortiseError `cannot_start`, `deno_not_found`, `old_deno` */
  static async start(
    limits: IsolationLimits,
    options: ProcessOptions,
    signal: AbortSignal,
  ): Promise<DenoBoundary> {
    const deno = await findDeno(options.deno);
    signal.throwIfAborted();
    let boundary: DenoBoundary;
    try {
      boundary = new DenoBoundary(deno, limits, options);
    } catch (error) {
      throw cannotStart(deno, messageOf(error), error);
    }
    // An unfinished start keeps the program running, a spare does not.
    const giveUp = () => boundary.#endBy(notDeno);
    const late = setTimeout(giveUp, limits.startTimeout ?? longestStart);
    signal.addEventListener('abort', giveUp);
    const version = await readVersion(boundary.#child.stdout, boundary.ended);
    clearTimeout(late);
    signal.removeEventListener('abort', giveUp);
    if (version === undefined) throw cannotStart(deno, ...(await boundary.#whyNot()));
    try {
      checkVersion(deno, version);
    } catch (error) {
      await boundary.end();
      throw error;
    }
    boundary.#unref();
    return boundary;
  }

  enter({ manifest, code }: GuestPlugin, describe: (ending: Ending) => MortiseError): Transport {
    const { stdin, stdout, pid } = this.#child;
    this.#hasPlugin = true;
    this.#output.pluginId = manifest.id;
    const transport = new PipeTransport(stdin, stdout);
    void this.ended.then((ending) => transport.hangUp(describe(ending)));
    this.#stopWatching = watchResidentSet(pid as number, this.#memory, (measured) => {
      this.#endBy(this.#overMemory(measured));
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
    if (!this.#hasExited) this.hold();
    // Nothing is lost with a spare.
    if (!this.#hasPlugin) this.#endBy({ kind: 'ended' });
    if (!this.#ending) {
      this.#ending = { kind: 'ended' };
      // It ends by itself as soon as it reads that; a plugin may keep it from reading, and take the signal as well.
      this.#child.stdin.end();
      this.#ladder = setTimeout(() => {
        this.#kill('SIGTERM');
        this.#ladder = setTimeout(() => this.#kill('SIGKILL'), patience);
      }, patience);
    }
    await this.ended;
  }

  #watchEnd(resolve: (ending: Ending) => void): void {
    const child = this.#child;
    const { pid } = child;
    const swept = pid === undefined ? () => {} : sweep(pid);
    child.once('error', (cause) => {
      this.#ending ??= { kind: 'crash', how: messageOf(cause), cause };
      if (pid === undefined) resolve(this.#ending);
    });
    child.once('exit', () => {
      // What it has started, by an unsafe flag, ends with it.
      this.#kill('SIGKILL');
      this.#hasExited = true;
      swept();
      this.#readRest();
      clearTimeout(this.#ladder);
      // What it has said last may still be in its pipes; who has left its group may hold them open.
      const late = setTimeout(() => {
        child.stdout.destroy();
        child.stderr.destroy();
      }, patience);
      child.once('close', () => clearTimeout(late));
    });
    child.once('close', (code, signal) => {
      const greatest = this.#stopWatching();
      this.#output.end();
      resolve((this.#ending ??= this.#endOf(code, signal, greatest)));
    });
  }

  /** It cannot hear us, or be heard, any more; as a rule because it ends. */
  #onClosed(what: 'input' | 'output'): void {
    if (this.#hasExited || this.#ending) return;
    const how = `its process has closed its standard ${what}`;
    this.#ladder ??= setTimeout(() => this.#endBy({ kind: 'crash', how }), patience);
  }

  #endBy(ending: Ending): void {
    this.#ending ??= ending;
    this.#kill('SIGKILL');
  }

  #kill(signal: NodeJS.Signals): void {
    const { pid } = this.#child;
    if (this.#hasExited || pid === undefined) return;
    try {
      process.kill(hasGroups ? -pid : pid, signal);
    } catch {
      // It has gone.
    }
  }

  #unref(): void {
    this.#child.unref();
    for (const stream of this.#streams()) stream.unref();
  }

  #streams(): { ref(): void; unref(): void }[] {
    const { stdin, stdout, stderr } = this.#child;
    return [stdin, stdout, stderr].flatMap((stream) => (stream ? [stream as never] : []));
  }

  #overMemory(measured: number, wantedMore = false): Ending {
    return { kind: 'limit', limit: 'memory', unit: 'bytes', allowed: this.#memory, measured, wantedMore };
  }

  #endOf(code: number | null, signal: NodeJS.Signals | null, greatest: number): Ending {
    if (this.#lastWords.isOutOfMemory) return this.#overMemory(greatest, true);
    const { line, text } = this.#lastWords;
    const how = `its process has ended ${signal ? `by signal ${signal}` : `with exit code ${code}`}`;
    if (line === '') return { kind: 'crash', how };
    return { kind: 'crash', how: `${how}; it said last: ${line}`, cause: new Error(text) };
  }

  /** Why it did not come so far that it said its version. */
  async #whyNot(): Promise<[why: string, cause?: unknown]> {
    this.#endBy(notDeno);
    const ending = await this.ended;
    return ending.kind === 'crash' ? [ending.how, ending.cause] : [`it has ended: ${ending.kind}`];
  }
}
