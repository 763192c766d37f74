import type { MethodWire } from '@mortise/core';
import { type Bound, boundOf, type Deadline, type Deadlines } from './deadlines.ts';
import { protocolViolation } from './errors.ts';
import type { Scope, ScopeHolder } from './scope.ts';
import { whenAborted } from './when-aborted.ts';

/** Who waits for the answer to a call. */
export interface Caller {
  readonly signal: AbortSignal | undefined;
  readonly resolve: (value: unknown) => void;
  readonly reject: (error: unknown) => void;
}

/** A call that the other side has not answered yet. */
export class PendingCall implements Deadline, ScopeHolder {
  readonly id: number;
  readonly method: MethodWire;
  scope: Scope | undefined;
  #caller: Caller | undefined;
  #stopListening: (() => void) | undefined;
  #deadlines: Deadlines | undefined;
  #giveUp: ((call: PendingCall) => void) | undefined;

  constructor(id: number, method: MethodWire) {
    this.id = id;
    this.method = method;
  }

  /** Whether its caller has gone on, by the signal or the deadline. The answer is still to come. */
  get isOver(): boolean {
    return this.#caller === undefined;
  }

  /**
   * Begins to wait.
   *
   * @param giveUp is called once where the caller does not wait for the answer
   */
  wait(caller: Caller, giveUp: (call: PendingCall) => void): void {
    this.#caller = caller;
    this.#giveUp = giveUp;
    const { signal } = caller;
    if (!signal) return;
    const leave = () => this.#leave(signal.reason);
    // Code of an argument, such as a getter, may have aborted it while the call was written.
    if (signal.aborted) leave();
    else this.#stopListening = whenAborted(signal, leave);
  }

  /** @param milliseconds how long its caller waits */
  limit(deadlines: Deadlines, milliseconds: number): void {
    this.#deadlines = deadlines;
    deadlines.add(milliseconds, this);
  }

  resolve(value: unknown): void {
    this.#over()?.resolve(value);
  }

  reject(error: unknown): void {
    this.#over()?.reject(error);
  }

  expire(milliseconds: number): void {
    this.#leave(this.#deadlines?.exceeded(this.method.name, milliseconds));
  }

  #leave(error: unknown): void {
    this.reject(error);
    this.#giveUp?.(this);
  }

  #over(): Caller | undefined {
    const caller = this.#caller;
    if (!caller) return undefined;
    this.#caller = undefined;
    this.#stopListening?.();
    this.#deadlines?.over();
    return caller;
  }
}

/** The calls that wait for the other side's answer, by number. A number is never used again. */
export class PendingCalls {
  readonly #deadlines: Deadlines;
  readonly #deadline: Bound;
  readonly #cancel: (call: PendingCall) => void;
  readonly #byId = new Map<number, PendingCall>();
  #last = 0;
  #late = 0;

  /**
   * @param deadline for methods that name none, or a longer one; in milliseconds
   * @param cancel tells the other side that the caller has gone on, and takes back what was lent to it
   */
  constructor(deadlines: Deadlines, deadline: Bound, cancel: (call: PendingCall) => void) {
    this.#deadlines = deadlines;
    this.#deadline = deadline;
    this.#cancel = cancel;
  }

  /** Those whose answer is still to come, also where nobody waits for it. */
  get size(): number {
    return this.#byId.size;
  }

  /** Those whose caller has gone on. */
  get late(): number {
    return this.#late;
  }

  /** The number that was given last. */
  get last(): number {
    return this.#last;
  }

  nextId(): number {
    return ++this.#last;
  }

  /** @param bound where it is not the one of all calls */
  add(call: PendingCall, caller: Caller, bound: Bound = this.#deadline): void {
    this.#byId.set(call.id, call);
    call.wait(caller, this.#giveUp);
    const milliseconds = boundOf(call.method.deadline, bound);
    if (milliseconds !== undefined && !call.isOver) call.limit(this.#deadlines, milliseconds);
  }

  /** The call that an answer is for. @throws MortiseError `protocol_violation` where none waits for it */
  answered(id: number): PendingCall {
    const call = this.#byId.get(id);
    if (!call) throw protocolViolation(`it answered the call ${id}, which is not open`);
    this.#byId.delete(id);
    if (call.isOver) this.#late -= 1;
    return call;
  }

  readonly #giveUp = (call: PendingCall): void => {
    // The connection may have ended by what its lateness brought about.
    if (this.#byId.has(call.id)) this.#late += 1;
    this.#cancel(call);
  };

  /** The connection has ended. */
  end(error: unknown): void {
    const calls = [...this.#byId.values()];
    this.#byId.clear();
    this.#late = 0;
    for (const call of calls) call.reject(error);
  }
}
