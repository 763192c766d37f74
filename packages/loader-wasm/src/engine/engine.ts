import { messageOf } from '@mortise/core';
import { EvalFlags, JSException, type JSValueHandle, QuickJS, type QuickJSOptions } from 'quickjs-wasi';
import { entryKey, type hostNames } from '../guest/host-calls.ts';
import type { EngineImage } from './image.ts';
import { Timers } from './timers.ts';
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
  | { readonly kind: 'memory'; readonly measured: number }
  | { readonly kind: 'turn'; readonly measured: number }
  | { readonly kind: 'crash'; readonly how: string };

/** Whom an engine tells what its plugin does. */
export interface EngineEvents {
  /** A message for the host: what `fromText` reads. */
  onMessage(json: string, attachments: Uint8Array[]): void;
  onPrint(line: string): void;
  /** Told once. */
  onEnd(end: EngineEnd): void;
}

/** Allocations fail a little later than the limit, so that reaching it can be seen. */
const slack = 1.05;

/** One QuickJS in a WebAssembly instance of its own, with its memory and its one plugin. */
export class Engine {
  readonly #vm: QuickJS;
  readonly #limits: EngineLimits;
  readonly #events: EngineEvents;
  readonly #memory: WasmMemory;
  /** What the memory has before a plugin is there, in bytes. */
  readonly #base: number;
  readonly #entry: Record<'endTurn' | 'fire' | 'receive' | 'run' | 'seed', JSValueHandle>;
  readonly #timers = new Timers((id) => this.#fire(id));
  /** Rejections that nobody handles, by the promise. */
  readonly #rejections: Map<number, string>;
  readonly #clock: Clock;
  #isEnded = false;

  private constructor(vm: QuickJS, limits: EngineLimits, events: EngineEvents, parts: EngineParts) {
    this.#vm = vm;
    this.#limits = limits;
    this.#events = events;
    this.#memory = parts.memory as WasmMemory;
    this.#base = this.#memory.buffer.byteLength;
    this.#rejections = parts.rejections;
    this.#clock = parts.clock;
    this.#register();
    const entry = vm.global.getProp(entryKey);
    const member = (name: string) => entry.getProp(name);
    this.#entry = {
      endTurn: member('endTurn'),
      fire: member('fire'),
      receive: member('receive'),
      run: member('run'),
      seed: member('seed'),
    };
    entry.dispose();
    vm.evalCode(`delete globalThis.${entryKey}`).dispose();
    this.#call(this.#entry.seed);
  }

  /** An engine that takes a plugin. */
  static async start(image: EngineImage, limits: EngineLimits, events: EngineEvents): Promise<Engine> {
    const parts: EngineParts = { rejections: new Map(), clock: { until: Number.POSITIVE_INFINITY } };
    const options: QuickJSOptions = {
      wasm: image.module,
      memoryLimit: Math.ceil(limits.memory * slack) + image.snapshot.memory.byteLength,
      ...(limits.stack === undefined ? {} : { maxStackSize: limits.stack }),
      ...(limits.turn === undefined ? {} : { interruptHandler: () => performance.now() > parts.clock.until }),
      timezoneOffset: 0,
      // The engine's own complaints go nowhere: they would be a plugin's way to the terminal.
      wasi: (memory) => {
        parts.memory = memory;
        return { fd_write: () => badFile };
      },
      onUnhandledRejection: (promise, reason, isHandled) => {
        if (isHandled) parts.rejections.delete(promise.identity);
        else parts.rejections.set(promise.identity, describe(reason));
      },
    };
    const vm = await QuickJS.restore(image.snapshot, options);
    return new Engine(vm, limits, events, parts);
  }

  /** What the plugin's memory takes, in bytes. */
  get memory(): number {
    return this.#memory.buffer.byteLength - this.#base;
  }

  /**
   * Begins to run a plugin.
   *
   * @param manifest as JSON
   * @param source one ES module without imports
   * @param file for messages
   */
  run(manifest: string, source: string, file: string): void {
    this.#enter(() => {
      const module = this.#module(source, file);
      const text = this.#vm.newString(manifest);
      this.#vm.callFunction(this.#entry.run, this.#vm.undefined, text, module).dispose();
      text.dispose();
      module.dispose();
    });
  }

  /** A message from the host. */
  receive(json: string, attachments: readonly Uint8Array[] = []): void {
    this.#enter(() => {
      const vm = this.#vm;
      const values = [vm.newString(json), ...attachments.map((bytes) => vm.newUint8Array(bytes))];
      try {
        vm.callFunction(this.#entry.receive, vm.undefined, ...values).dispose();
      } finally {
        for (const value of values) value.dispose();
      }
    });
  }

  /** Ends it; nothing of it runs any more. May be called again. */
  end(): void {
    if (this.#isEnded) return;
    this.#isEnded = true;
    this.#timers.clear();
    try {
      this.#vm.dispose();
    } catch {
      // What a trap has left in it cannot be taken apart; it goes as a whole.
    }
  }

  /** A promise of the module's exports. One that cannot be compiled is a promise that rejects. */
  #module(source: string, file: string): JSValueHandle {
    try {
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

  #fire(id: number): void {
    this.#enter(() => {
      const number = this.#vm.newNumber(id);
      this.#call(this.#entry.fire, number);
      number.dispose();
    });
  }

  #call(entry: JSValueHandle, ...values: JSValueHandle[]): void {
    this.#vm.callFunction(entry, this.#vm.undefined, ...values).dispose();
  }

  /** Lets the plugin run until it has nothing to do. What it throws there is its end. */
  #enter(work: () => void): void {
    if (this.#isEnded) return;
    const begun = performance.now();
    const { turn } = this.#limits;
    if (this.#vm.gcThreshold < 16e6) this.#vm.gcThreshold = 16e6;
    if (turn !== undefined) this.#clock.until = begun + turn;
    try {
      work();
      this.#vm.executePendingJobs();
      this.#call(this.#entry.endTurn);
    } catch (error) {
      this.#fail(this.#endOf(error, performance.now() - begun));
      return;
    }
    const [unhandled] = this.#rejections.values();
    if (this.memory > this.#limits.memory) this.#fail({ kind: 'memory', measured: this.memory });
    else if (unhandled !== undefined) this.#fail({ kind: 'crash', how: `uncaught: ${unhandled}` });
  }

  #endOf(error: unknown, elapsed: number): EngineEnd {
    const { turn, memory } = this.#limits;
    if (turn !== undefined && elapsed > turn) return { kind: 'turn', measured: elapsed };
    if (this.memory > memory) return { kind: 'memory', measured: this.memory };
    const how = messageOf(error).replace(/^Job execution error: (Error: )?/, '');
    return { kind: 'crash', how: `uncaught: ${how}` };
  }

  #fail(end: EngineEnd): void {
    this.end();
    this.#events.onEnd(end);
  }

  #register(): void {
    const vm = this.#vm;
    const { onMessage, onPrint } = this.#events;
    // An error of ours would show the plugin our files; a text does not.
    const register = (name: HostName, call: (...values: (JSValueHandle | undefined)[]) => JSValueHandle) =>
      vm.registerHostCallback(name, (...values) => {
        try {
          return call(...values);
        } catch (error) {
          throw messageOf(error);
        }
      });
    register('send', (json, ...attachments) => {
      if (json?.isString)
        onMessage(
          json.toString(),
          attachments.map((bytes) => (bytes as JSValueHandle).toUint8Array()),
        );
      return vm.undefined;
    });
    register('startTimer', (id, milliseconds) => {
      this.#timers.start(id?.toNumber() ?? 0, milliseconds?.toNumber() ?? 0);
      return vm.undefined;
    });
    register('stopTimer', (id) => {
      this.#timers.stop(id?.toNumber() ?? 0);
      return vm.undefined;
    });
    register('print', (line) => {
      if (line?.isString) onPrint(line.toString());
      return vm.undefined;
    });
    register('random', (length) => {
      const most = Math.min(65_536, Math.max(0, length?.toNumber() ?? 0));
      return vm.newUint8Array(crypto.getRandomValues(new Uint8Array(most)));
    });
  }
}

type HostName = (typeof hostNames)[number];

interface EngineParts {
  memory?: WasmMemory;
  readonly rejections: Map<number, string>;
  readonly clock: Clock;
}

/** Until when the plugin may run, on the clock of `performance.now`. */
interface Clock {
  until: number;
}

/** WASI's number for a file that is not open. */
const badFile = 8;

/** What was thrown, without running any of the plugin's code. */
const describe = (reason: JSValueHandle): string => {
  if (reason.isString) return reason.toString();
  if (!reason.isObject || reason.isProxy) return 'a value that is no error';
  const message = reason.getOwnPropertyDescriptor('message')?.value;
  return message?.isString ? message.toString() : 'a value that is no error';
};
