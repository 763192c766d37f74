import type { ChildProcessWithoutNullStreams } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { messageOf } from '@mortise/core';
import { timerTime } from '@mortise/core/units';
import {
  type Boundary,
  defaultTimes,
  type Ending,
  type GuestPlugin,
  type IsolationLimits,
  OutputLines,
  type OutputSink,
} from '@mortise/isolation';
import type { GuestTask } from '@mortise/isolation/guest';
import { denoArguments } from './deno-flags.ts';
import { cannotStart } from './errors.ts';
import { findDeno } from './find-deno.ts';
import { LastWords } from './last-words.ts';
import { hasGroups, openProcess } from './open-process.ts';
import { permissionHint } from './permission-hint.ts';
import { PipeTransport } from './pipe-transport.ts';
import { readSlowly } from './read-slowly.ts';
import { watchResidentSet } from './resident-set.ts';
import { spare } from './spare.ts';
import { sweep, sweepersEnd } from './sweeper.ts';
import { checkVersion, readVersion } from './version.ts';

/** What one plugin may take where nothing else is said, in bytes; of the stack, what V8 takes. */
export const startLimits = { memory: 512 * 1024 * 1024, stack: 1024 * 1024 } as const;

/** How long each rung waits for the next one when a process is ended, in milliseconds. */
const patience = 150;

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
  /** Why it is killed where it has closed its files. */
  #closed: Ending | undefined;

  private constructor(
    deno: string,
    limits: IsolationLimits,
    { unsafeFlags = [], output }: ProcessOptions,
    isSpare: boolean,
  ) {
    this.#memory = limits.memory ?? startLimits.memory;
    const main = fileURLToPath(new URL('../guest/deno.js', import.meta.url));
    this.#child = openProcess({
      program: deno,
      flags: denoArguments({ ...limits, memory: this.#memory }, unsafeFlags),
      main,
      args: isSpare ? [spare] : [],
    });
    this.#output = new OutputLines(output);
    this.#readRest = readSlowly(this.#child.stderr, (chunk) => {
      this.#lastWords.push(chunk);
      // What Deno says before a plugin is there is nobody's output; where it does not start, the error has it.
      if (this.#hasPlugin) this.#output.push(chunk);
    });
    this.#child.stdin.on('error', () => this.#onClosed('input'));
    this.#child.stdout.on('end', () => this.#onClosed('output'));
    this.ended = new Promise((resolve) => this.#watchEnd(resolve));
  }

  /** @throws MortiseError `cannot_start`, `deno_not_found`, `old_deno`; the signal's reason, once nothing is left */
  static async start(
    limits: IsolationLimits,
    options: ProcessOptions,
    signal: AbortSignal,
    isSpare = false,
  ): Promise<DenoBoundary> {
    const deno = await findDeno(options.deno);
    signal.throwIfAborted();
    let boundary: DenoBoundary;
    try {
      boundary = new DenoBoundary(deno, limits, options, isSpare);
    } catch (error) {
      throw cannotStart(deno, messageOf(error), { cause: error });
    }
    // An unfinished start keeps the program running, a spare does not.
    const giveUp = () => boundary.#endBy(notDeno);
    const onAbort = () => void boundary.end(true);
    const late = setTimeout(giveUp, timerTime(limits.startTimeout ?? defaultTimes.startTimeout));
    signal.addEventListener('abort', onAbort);
    const version = await readVersion(boundary.#child.stdout, boundary.ended);
    clearTimeout(late);
    signal.removeEventListener('abort', onAbort);
    if (signal.aborted) {
      await boundary.end(true);
      // Whoever gives up knows why; how the process has ended then says nothing.
      throw signal.reason;
    }
    if (version === undefined) {
      const [why, cause] = await boundary.#whyNot();
      throw cannotStart(deno, why, { cause, unsafeFlags: options.unsafeFlags });
    }
    try {
      checkVersion(deno, version);
    } catch (error) {
      await boundary.end();
      throw error;
    }
    boundary.#unref();
    return boundary;
  }

  enter({ manifest, limits, code }: GuestPlugin): PipeTransport {
    const { stdin, stdout, pid } = this.#child;
    this.#hasPlugin = true;
    this.#output.pluginId = manifest.id;
    const transport = new PipeTransport(stdin, stdout);
    this.#stopWatching = watchResidentSet(pid as number, this.#memory, (measured) => {
      this.#endBy(this.#overMemory(measured));
    });
    const text = new TextEncoder().encode(JSON.stringify({ manifest, limits } satisfies GuestTask));
    const head = new DataView(new ArrayBuffer(8));
    head.setUint32(0, text.length, true);
    head.setUint32(4, code.length, true);
    transport.begin([new Uint8Array(head.buffer), text, code]);
    return transport;
  }

  hold(): void {
    this.#child.ref();
    for (const stream of this.#streams()) stream.ref();
  }

  async end(atOnce = false): Promise<void> {
    if (!this.#hasExited) this.hold();
    // Nothing is lost with a spare.
    if (atOnce || !this.#hasPlugin) this.#endBy({ kind: 'ended' });
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
    await sweepersEnd();
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
      const leave = () => {
        child.stdout.destroy();
        child.stderr.destroy();
      };
      // Timers come first: what has arrived is read before.
      const late = setTimeout(() => setImmediate(leave), patience);
      child.once('close', () => clearTimeout(late));
    });
    child.once('close', (code, signal) => {
      const greatest = this.#stopWatching();
      this.#output.end();
      // Where it had ended before it was killed for that, it had closed them because it ended.
      const ending = signal === 'SIGKILL' ? this.#closed : undefined;
      resolve((this.#ending ??= ending ?? this.#endOf(code, signal, greatest)));
    });
  }

  /** It cannot hear us, or be heard, any more; as a rule because it ends. */
  #onClosed(what: 'input' | 'output'): void {
    if (this.#hasExited || this.#ending) return;
    const kill = () => {
      if (this.#hasExited) return;
      this.#closed = { kind: 'crash', how: `its process has closed its standard ${what}` };
      this.#kill('SIGKILL');
    };
    // Timers come first: that it has ended is heard of before.
    this.#ladder ??= setTimeout(() => setImmediate(kill), patience);
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
    // V8 ends the process itself; a plugin may print what it likes, and leave.
    if (signal && this.#lastWords.isOutOfMemory) return this.#overMemory(greatest, true);
    const { line, text } = this.#lastWords;
    const how = `its process has ended ${signal ? `by signal ${signal}` : `with exit code ${code}`}`;
    if (line === '') return { kind: 'crash', how };
    const said = { kind: 'crash', how: `${how}; it said last: ${line}` } as const;
    // Where that was all, there is nothing behind it.
    if (!text.includes('\n')) return said;
    const hint = permissionHint(line);
    return { ...said, cause: Object.assign(new Error(line), { stack: text }, hint && { hint }) };
  }

  /** Why it did not come so far that it said its version. */
  async #whyNot(): Promise<[why: string, cause?: unknown]> {
    this.#endBy(notDeno);
    const ending = await this.ended;
    await sweepersEnd();
    return ending.kind === 'crash' ? [ending.how, ending.cause] : [`it has ended: ${ending.kind}`];
  }
}
