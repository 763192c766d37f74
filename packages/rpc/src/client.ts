import type { MethodWire, MortiseError } from '@mortise/core';
import { badSignal } from './bad-signal.ts';
import { PendingCall, PendingCalls } from './calls.ts';
import type { Bound, Deadlines } from './deadlines.ts';
import { isValueFault, overloaded, stubReleased } from './errors.ts';
import { failedStream } from './failed-stream.ts';
import type { Intercept } from './intercept.ts';
import { type Objects, releaseAll } from './objects.ts';
import { op } from './protocol.ts';
import type { Rows } from './rows.ts';
import type { Scope, ScopeHolder } from './scope.ts';
import type { Streams } from './streams.ts';
import type { HandleCalls, StubHandle } from './stub-handle.ts';

/** What a client stands on. */
export interface ClientOptions {
  readonly rows: Rows;
  readonly objects: Objects;
  readonly streams: Streams;
  readonly deadlines: Deadlines;
  /** What an error of ours is rejected with. */
  readonly explain: (error: unknown) => unknown;
  /** For calls, in milliseconds. */
  readonly deadline: Bound;
  readonly intercept: Intercept | undefined;
  /** Why the connection has ended, once it has. */
  readonly ended: () => MortiseError | undefined;
  /** Throws where the other side does not read what it is sent. */
  readonly checkUnsent: () => void;
}

/** Makes the calls of this side. Each is settled once, also where the other side never answers. */
export class Client implements HandleCalls {
  /** How many calls and streams may be open at once. */
  mostCalls: number;
  readonly #options: ClientOptions;
  readonly #calls: PendingCalls;

  constructor(options: ClientOptions, mostCalls: number) {
    this.#options = options;
    this.mostCalls = mostCalls;
    this.#calls = new PendingCalls(options.deadlines, options.deadline, (call) => {
      options.rows.send(op.cancel, call.id);
      // Whoever does not answer must not keep what was lent to it.
      this.#endScope(call.scope);
    });
  }

  /** How many calls were not answered. */
  get size(): number {
    return this.#calls.size;
  }

  /** How many of them nobody waits for any more. */
  get late(): number {
    return this.#calls.late;
  }

  /** A number of this side that was never used. */
  nextId(): number {
    return this.#calls.nextId();
  }

  /** Whether this side has given that number to a call or a stream. */
  hasGiven(id: number): boolean {
    return id <= this.#calls.last;
  }

  call(on: StubHandle, method: MethodWire, args: readonly unknown[], signal?: AbortSignal): Promise<unknown> {
    const refusal = this.#refusal(on, method, signal);
    if (refusal) return Promise.reject(refusal);
    if (!this.#options.intercept) return this.#call(on, method, args, signal);
    return this.#observeCall(on, method, args, () => this.#call(on, method, args, signal));
  }

  stream(
    on: StubHandle,
    method: MethodWire,
    args: readonly unknown[],
    signal?: AbortSignal,
  ): AsyncIterable<unknown> {
    const refusal = this.#refusal(on, method, signal);
    if (refusal) return failedStream(refusal);
    const run = () => this.#stream(on, method, args, signal);
    if (!this.#options.intercept) return run();
    try {
      return this.#observe(on, method, args, run) as AsyncIterable<unknown>;
    } catch (error) {
      return failedStream(error);
    }
  }

  release(handle: StubHandle): void {
    this.#options.objects.forget(handle);
    this.#options.rows.send(op.release, handle.id);
  }

  onResult(id: number): void {
    const call = this.#calls.answered(id);
    const { method, isOver } = call;
    try {
      const ownership = isOver ? 'discarded' : 'owned';
      const { value, received } = this.#options.rows.value(
        method.readResult,
        'result',
        ownership,
        method.name,
      );
      if (isOver) releaseAll(received);
      call.resolve(value);
    } catch (error) {
      if (!isValueFault(error)) {
        call.reject(error);
        throw error;
      }
      call.reject(this.#options.explain(error));
    }
    this.#endScope(call.scope);
  }

  /** @param isUnread whether the other side says that nothing was made of the call's arguments */
  onError(id: number, error: unknown, isUnread: boolean): void {
    const call = this.#calls.answered(id);
    call.reject(error);
    this.#endScope(call.scope, isUnread);
  }

  /** The connection has ended. */
  end(reason: MortiseError): void {
    this.#calls.end(reason);
  }

  async #observeCall(
    on: StubHandle,
    method: MethodWire,
    args: readonly unknown[],
    run: () => unknown,
  ): Promise<unknown> {
    return this.#observe(on, method, args, run);
  }

  #observe(on: StubHandle, method: MethodWire, args: readonly unknown[], run: () => unknown): unknown {
    const { name, result } = method;
    const call = { direction: 'out', interface: on.name, method: name, result, args } as const;
    return this.#options.intercept?.(call, run);
  }

  #call(
    on: StubHandle,
    method: MethodWire,
    args: readonly unknown[],
    signal?: AbortSignal,
  ): Promise<unknown> {
    return new Promise((resolve, reject) => {
      if (on.isUnlimited) this.#checkOpen(signal);
      else this.#check(signal);
      const call = new PendingCall(this.#calls.nextId(), method);
      this.#write(call.id, on, method, args, call);
      this.#calls.add(call, { signal, resolve, reject }, on.isUnlimited ? {} : undefined);
    });
  }

  #stream(
    on: StubHandle,
    method: MethodWire,
    args: readonly unknown[],
    signal?: AbortSignal,
  ): AsyncIterable<unknown> {
    const call: ScopeHolder = { scope: undefined };
    return this.#options.streams.open({
      name: method.name,
      read: (reader) => method.readResult(reader),
      ownership: 'owned',
      deadline: method.deadline,
      signal,
      start: (window) => {
        this.#check();
        const id = this.#calls.nextId();
        this.#write(id, on, method, args, call, window);
        return -id;
      },
      onEnd: (isUnread) => this.#endScope(call.scope, isUnread),
    });
  }

  /** The row that makes a call. Where that fails, nothing is left of it. */
  #write(
    id: number,
    on: StubHandle,
    method: MethodWire,
    args: readonly unknown[],
    call: ScopeHolder,
    credit?: number,
  ): void {
    try {
      this.#options.rows.call(id, on.id, method, args, call, on.isNested, credit);
      // The connection may have ended meanwhile: by code of an argument, or because that much waits unsent.
      this.#checkOpen();
    } catch (error) {
      this.#endScope(call.scope);
      throw isValueFault(error) ? this.#options.explain(error) : error;
    }
  }

  /** Why a call cannot even be tried. */
  #refusal({ isOver }: StubHandle, method: MethodWire, signal: AbortSignal | undefined): unknown {
    const fault = isOver ? stubReleased(method.name) : badSignal(method, signal);
    return fault && this.#options.explain(fault);
  }

  /** Whether a call can be made now. */
  #check(signal?: AbortSignal): void {
    const { checkUnsent, streams } = this.#options;
    this.#checkOpen(signal);
    checkUnsent();
    if (this.#calls.size + streams.size >= this.mostCalls)
      throw this.#options.explain(overloaded('the number of open calls', this.mostCalls));
  }

  #checkOpen(signal?: AbortSignal): void {
    const reason = this.#options.ended();
    if (reason) throw reason;
    signal?.throwIfAborted();
  }

  #endScope(scope: Scope | undefined, isUnread = false): void {
    if (!scope) return;
    if (isUnread) this.#options.objects.unread(scope);
    this.#options.objects.endScope(scope);
    this.#options.streams.endScope(scope);
  }
}
