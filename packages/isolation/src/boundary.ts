import type { MortiseError } from '@mortise/core';
import type { Transport } from '@mortise/rpc';
import type { GuestTask } from './guest/guest-task.ts';

/** What an isolated plugin may take at most, in bytes and milliseconds. */
export interface IsolationLimits {
  /** Of memory, in bytes. */
  readonly memory?: number;
  /** Of the stack, in bytes. */
  readonly stack?: number;
  /** One call, in milliseconds. */
  readonly callTimeout?: number;
  /** The wait for one item of a stream, in milliseconds. */
  readonly idleTimeout?: number;
  /** From the start of the boundary until the plugin is active, in milliseconds. */
  readonly startTimeout?: number;
  /** From the end of the scope until `deactivate` is through, in milliseconds. */
  readonly stopTimeout?: number;
}

/** It took more than it may. */
export interface LimitEnding {
  readonly kind: 'limit';
  /** The key that raises it in a profile: `memory`, `startTimeout`. */
  readonly limit: string;
  /** What was measured, in words, where the key does not say it: `time at a stretch`. */
  readonly what?: string;
  readonly unit: 'bytes' | 'ms';
  readonly allowed: number;
  readonly measured: number;
  /** Whether it was ended while it asked for more than what was measured. */
  readonly wantedMore?: boolean;
}

/** Why what a plugin runs in has ended. */
export type Ending =
  /** We ended it. */
  | { readonly kind: 'ended' }
  /** It ended itself, or something else did; `how` is a noun phrase such as `exit code 7`. */
  | { readonly kind: 'crash'; readonly how: string; readonly cause?: unknown }
  | LimitEnding;

/** The plugin that is to run behind a boundary. */
export interface GuestPlugin extends GuestTask {
  /** Where its bundle lies. */
  readonly file: URL;
  /** The bundle, as it was read and compared with its hash. Nobody may change it: a new start gets it too. */
  readonly code: Uint8Array;
}

/** What carries messages to the plugin's side and back. */
export interface GuestTransport extends Transport {
  /** The plugin's side has gone: behind what has arrived before, the receiver is told so. */
  hangUp(reason: MortiseError): void;
}

/**
 * A thread, a process or an engine, in which no plugin runs yet. It does not keep the program running until
 * it is told to.
 */
export interface Boundary {
  /** Resolves with the reason once nothing of it runs any more, whoever ended it. Never rejects. */
  readonly ended: Promise<Ending>;
  /**
   * Hands the plugin in. Called once.
   *
   * @returns what carries the messages of the plugin's side, until whoever has it hears of the end
   */
  enter(plugin: GuestPlugin): GuestTransport;
  /** From now on it keeps the program running, until it ends. */
  hold(): void;
  /**
   * Ends it by force, whatever it is doing. Resolves once nothing is left. May be called again.
   *
   * @param atOnce without any time to end by itself, since nothing good can come of it
   */
  end(atOnce?: boolean): Promise<void>;
}

/** One kind of boundary, and how one of it is started. */
export interface BoundaryKind {
  /** As a profile names it: `worker`, `deno`, `wasm`. */
  readonly isolation: string;
  /** What it cannot keep apart here, each with the reason and what to take instead. */
  readonly unsupported: Readonly<Record<string, string>>;
  /** The limits that hold from its start, each as it is where nothing is told: a spare fits plugins with the same ones. */
  readonly startLimits: IsolationLimits;
  /**
   * @param signal gives up: what was begun ends
   * @param isSpare whether no plugin waits for it, so that it may take its time to get ready
   * @returns once it can take a plugin
   * @throws MortiseError where it cannot be started
   */
  start(limits: IsolationLimits, signal: AbortSignal, isSpare: boolean): Promise<Boundary>;
}
