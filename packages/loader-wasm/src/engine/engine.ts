import { messageOf } from '@mortise/core';
import type { TextMessage } from '@mortise/rpc';
import { EvalFlags, JSException, type JSValueHandle, QuickJS, type QuickJSOptions } from 'quickjs-wasi';
import { entryKey } from '../guest/host-calls.ts';
import { Bytecodes } from './bytecodes.ts';
import { gcThreshold } from './gc-threshold.ts';
import type { EngineImage } from './image.ts';
import { lacksMemory, tellsLackOfMemory } from './lacks-memory.ts';
import { registerHostCalls } from './register-host-calls.ts';
import { readThrown, type Thrown } from './thrown.ts';
import { Timers } from './timers.ts';
import { Turns } from './turns.ts';
import type { WasmMemory } from './web-assembly.ts';

/** What an engine may take. */
export interface EngineLimits {
  /** Of memory beside the engine's own, in bytes. */
  readonly memory: number;
  /** Of the stack, in bytes. */
  readonly stack?: number | undefined;
  /** How long it may run at a stretch, in milliseconds; built-in functions are not interrupted. */
  readonly turn?: number | undefined;
}

/** Why an engine has ended by itself. */
export type EngineEnd =
  | { readonly kind: 'memory'; readonly measured: number; readonly wantedMore?: boolean }
  | { readonly kind: 'turn'; readonly measured: number }
  | { readonly kind: 'crash'; readonly how: string; readonly thrown?: Thrown };

/** Whom an engine tells what its plugin does. */
export interface EngineEvents {
  /** For the host: `fromText` reads it. */
  onMessage(message: TextMessage): void;
  onPrint(line: string): void;
  /** Told once. */
  onEnd(end: EngineEnd): void;
}

/** Allocations fail a little later than the limit, so that reaching it can be seen. */
const slack = 1.05;

/** Of plugins that run in one thread: started again, or by another registry. */
const bytecodes = new Bytecodes();

/** One QuickJS in a WebAssembly instance of its own, with its memory and its one plugin. */
export class Engine {
  readonly #vm: QuickJS;
  readonly #limits: EngineLimits;
  readonly #events: EngineEvents;
  readonly #parts: EngineParts;
  #buffer: ArrayBuffer | undefined;
  /** What the memory has before a plugin is there, in bytes. */
  readonly #base: number;
  readonly #entry: Record<'endTurn' | 'fire' | 'receive' | 'receiveWith' | 'run' | 'stackOf', JSValueHandle>;
  readonly #timers = new Timers((id, taken) => this.#fire(id, taken));
  readonly #turns = new Turns();
  #isEnded = false;
  /** When its turn is over, on the clock of `performance.now`. */
  #until = Number.POSITIVE_INFINITY;
  /** Whether something failed because it was refused memory, and did not catch that. */
  #wantedMore = false;

  private constructor(vm: QuickJS, limits: EngineLimits, events: EngineEvents, parts: EngineParts) {
    this.#vm = vm;
    this.#limits = limits;
    this.#events = events;
    this.#parts = parts;
    this.#base = (parts.memory as WasmMemory).buffer.byteLength;
    parts.checkLimits = () => this.#checkLimits();
    this.#register();
    const entry = vm.global.getProp(entryKey);
    const member = (name: string) => entry.getProp(name);
    this.#entry = {
      endTurn: member('endTurn'),
      fire: member('fire'),
      receive: member('receive'),
      receiveWith: member('receiveWith'),
      run: member('run'),
      stackOf: member('stackOf'),
    };
    entry.dispose();
    vm.evalCode(`delete globalThis.${entryKey}`).dispose();
  }

  /** An engine that takes a plugin. */
  static async start(image: EngineImage, limits: EngineLimits, events: EngineEvents): Promise<Engine> {
    const parts: EngineParts = { rejections: new Map() };
    const options: QuickJSOptions = {
      wasm: image.module,
      memoryLimit: Math.ceil(limits.memory * slack) + image.size,
      ...(limits.stack === undefined ? {} : { maxStackSize: limits.stack }),
      interruptHandler: () => {
        parts.checkLimits?.();
        return false;
      },
      timezoneOffset: 0,
      // The engine's own complaints go nowhere: they would be a plugin's way to the terminal.
      wasi: (memory) => {
        parts.memory = memory;
        return { fd_write: () => badFile };
      },
      onUnhandledRejection: (promise, reason, isHandled) => {
        const known = parts.rejections.get(promise.identity);
        known?.dispose();
        if (isHandled) parts.rejections.delete(promise.identity);
        else parts.rejections.set(promise.identity, reason.dup());
      },
    };
    const vm = await QuickJS.restore(image.snapshot, options);
    return new Engine(vm, limits, events, parts);
  }

  /** What the plugin's memory takes, in bytes; nothing once it has ended. */
  get memory(): number {
    // A memory that grows has another buffer, and the one that was known has nothing: it is not asked each time.
    if (!this.#buffer?.byteLength) this.#buffer = this.#parts.memory?.buffer;
    return this.#buffer ? this.#buffer.byteLength - this.#base : 0;
  }

  /** What it has received and not taken, in characters and bytes. */
  get unread(): number {
    return this.#turns.waitingSize;
  }

  /**
   * Begins to run a plugin.
   *
   * @param task what the plugin's side gets to know before it, as JSON
   * @param source one ES module without imports
   * @param file for messages
   */
  run(task: string, source: string, file: string): void {
    this.#enter(() => {
      const module = this.#module(source, file);
      const text = this.#vm.newString(task);
      this.#vm.callFunction(this.#entry.run, this.#vm.undefined, text, module).dispose();
      text.dispose();
      module.dispose();
    });
  }

  /** A message from the host. Where the plugin is busy it waits, and is `unread`. */
  receive(message: TextMessage): void {
    const [json, ...attachments] = typeof message === 'string' ? [message] : message;
    // Where it has to wait, they may be their owner's, who goes on.
    const own = this.#turns.isBusy ? attachments.map((bytes) => bytes.slice()) : attachments;
    const size = own.reduce((sum, { length }) => sum + length, json.length);
    this.#enter(() => {
      const vm = this.#vm;
      const values = [vm.newString(json), ...own.map((bytes) => vm.newUint8Array(bytes))];
      try {
        const { receive, receiveWith } = this.#entry;
        this.#call(own.length === 0 ? receive : receiveWith, ...values);
      } finally {
        for (const value of values) value.dispose();
      }
    }, size);
  }

  /** Tells once all that was received before has been taken; never where it ends before. */
  whenRead(tell: () => void): void {
    this.#turns.add(tell);
  }

  /** Ends it; nothing of it runs any more. May be called again. */
  end(): void {
    if (this.#isEnded) return;
    this.#isEnded = true;
    this.#timers.clear();
    this.#turns.clear();
    try {
      this.#vm.dispose();
    } catch {
      // What a trap has left in it cannot be taken apart; it goes as a whole.
    }
    // Errors hold on to the frames in which they were made, and those to us.
    delete this.#parts.memory;
    delete this.#parts.checkLimits;
    this.#buffer = undefined;
    this.#parts.rejections.clear();
  }

  /** A promise of the module's exports. One that cannot be compiled is a promise that rejects. */
  #module(source: string, file: string): JSValueHandle {
    try {
      const code = bytecodes.of(source, file, () => this.#compile(source, file));
      if (code) return this.#vm.evalBytecode(code);
      return this.#vm.evalCode(source, file, EvalFlags.TYPE_MODULE);
    } catch (error) {
      // Behind a trap, such as too deep a recursion in native code, nothing in the engine can be relied on.
      if (!(error instanceof JSException)) throw error;
      const deferred = this.#vm.newPromise();
      const reason = this.#vm.newError(String((error as Error).message));
      deferred.reject(reason);
      reason.dispose();
      return deferred.handle;
    }
  }

  /** None where it cannot be compiled: what evaluates it says why. */
  #compile(source: string, file: string): Uint8Array | undefined {
    try {
      return this.#vm.compile(source, file, EvalFlags.TYPE_MODULE);
    } catch (error) {
      if (messageOf(error).startsWith('Compilation error: ')) return undefined;
      throw error;
    }
  }

  #fire(id: number, taken: () => void): void {
    this.#enter(() => {
      taken();
      const number = this.#vm.newNumber(id);
      this.#call(this.#entry.fire, number);
      number.dispose();
    });
  }

  #call(entry: JSValueHandle, ...values: JSValueHandle[]): void {
    this.#vm.callFunction(entry, this.#vm.undefined, ...values).dispose();
  }

  /** @param size what it holds while it waits */
  #enter(work: () => void, size?: number): void {
    this.#turns.add((begun) => this.#turn(work, begun), size);
  }

  /** Lets the plugin run until it has nothing to do. What it throws there is its end. */
  #turn(work: () => void, begun: number): void {
    if (this.#isEnded) return;
    const { turn } = this.#limits;
    this.#setThreshold();
    if (turn !== undefined) this.#until = begun + turn;
    let end: EngineEnd | undefined;
    try {
      work();
      this.#vm.executePendingJobs();
      // Without memory, what it would answer is only that it has none.
      end = this.#memoryEnd();
      if (!end) this.#call(this.#entry.endTurn);
      end ??= this.#memoryEnd() ?? this.#uncaughtEnd();
    } catch (error) {
      end = this.#endOf(error, performance.now() - begun);
    }
    if (end) this.#fail(end);
  }

  /**
   * Ends a turn that takes too much. What is thrown here leaves all frames of the engine, which is not used again; what
   * the engine itself throws would stay in the executor of a promise or in an async function, and a loop around that
   * would go on.
   */
  #checkLimits(): void {
    if (performance.now() > this.#until || this.#memoryEnd()) throw new Error('interrupted');
  }

  /** The engine sets it anew with each collection. Setting it takes longer than asking. */
  #setThreshold(): void {
    // More than 2 GiB come as less than nothing.
    const own = this.#vm.gcThreshold >>> 0;
    const threshold = gcThreshold(own, this.#limits.memory);
    if (threshold !== own) this.#vm.gcThreshold = threshold;
  }

  #endOf(error: unknown, elapsed: number): EngineEnd {
    const { turn } = this.#limits;
    if (turn !== undefined && elapsed > turn) return { kind: 'turn', measured: elapsed };
    return this.#crash({ message: messageOf(error).replace(/^Job execution error: (\w*Error: )?/, '') });
  }

  #uncaughtEnd(): EngineEnd | undefined {
    const [unhandled] = this.#parts.rejections.values();
    return unhandled && this.#crash(readThrown(unhandled, (error) => this.#stackOf(error)));
  }

  #crash(thrown: Thrown): EngineEnd {
    if (thrown.message === lacksMemory && this.#isNearLimit) this.#wantedMore = true;
    return this.#memoryEnd() ?? { kind: 'crash', how: `uncaught: ${thrown.message}`, thrown };
  }

  /** None of what is no error. */
  #stackOf(error: JSValueHandle): string | undefined {
    try {
      const stack = this.#vm.callFunction(this.#entry.stackOf, error);
      return stack.isString ? stack.toString() : undefined;
    } catch {
      return undefined;
    }
  }

  /** Its memory never shrinks, so that this is the most that it has had. */
  #memoryEnd(): EngineEnd | undefined {
    const measured = this.memory;
    if (measured > this.#limits.memory) return { kind: 'memory', measured };
    return this.#wantedMore ? { kind: 'memory', measured, wantedMore: true } : undefined;
  }

  /** Whoever has little and wants more at once than anybody may have is only refused. */
  get #isNearLimit(): boolean {
    return this.memory > this.#limits.memory / 2;
  }

  #fail(end: EngineEnd): void {
    this.end();
    this.#events.onEnd(end);
  }

  #register(): void {
    registerHostCalls(this.#vm, {
      send: (message) => {
        const json = typeof message === 'string' ? message : message[0];
        if (this.#isNearLimit && tellsLackOfMemory(json)) this.#wantedMore = true;
        else this.#events.onMessage(message);
      },
      startTimer: (id, milliseconds) => this.#timers.start(id, milliseconds),
      stopTimer: (id) => this.#timers.stop(id),
      print: (line) => this.#events.onPrint(line),
    });
  }
}

interface EngineParts {
  /** Until it has ended. */
  memory?: WasmMemory;
  /** Those that nobody handles, by the promise. */
  readonly rejections: Map<number, JSValueHandle>;
  /** Called again and again while the plugin runs. */
  checkLimits?: () => void;
}

/** WASI's number for a file that is not open. */
const badFile = 8;
