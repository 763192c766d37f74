import type { InterfaceWire, MethodWire } from '@mortise/core';
import { callerGone, isValueFault, protocolViolation, stubReleased, unsupported } from './errors.ts';
import type { Intercept } from './intercept.ts';
import type { Objects } from './objects.ts';
import { type Limits, op } from './protocol.ts';
import type { Rows } from './rows.ts';
import type { ServedCall } from './served-call.ts';
import type { Streams } from './streams.ts';

/** What a server stands on. */
export interface ServerOptions {
  readonly rows: Rows;
  readonly objects: Objects;
  readonly streams: Streams;
  readonly limits: Pick<Limits, 'calls' | 'held'>;
  readonly intercept: Intercept | undefined;
}

type Method = (...args: unknown[]) => unknown;
type Methods = Record<string, Method>;

// An engine that interprets takes long for arguments that are spread, and for finding these each time.
const { apply } = Reflect;
const { hasOwn } = Object;

/** Answers the calls of the other side. Each is answered once, also when nobody waits any more. */
export class Server {
  readonly #options: ServerOptions;
  /** Those that hold something. */
  readonly #calls = new Map<number, ServedCall>();
  /** How many others are open: their arguments came nested. */
  #others = 0;
  /** The greatest number of theirs. */
  #last = 0;
  /** What the arguments of those that are open weigh. */
  #held = 0;
  /** Calls that failed at once, in this turn. They keep their place, or one message could make any number. */
  #failed = 0;

  constructor(options: ServerOptions) {
    this.#options = options;
  }

  /** How many calls are open. */
  get size(): number {
    return this.#calls.size + this.#others;
  }

  /** Whether the other side has given that number to a call or a stream. */
  wasGiven(id: number): boolean {
    return id <= this.#last;
  }

  /** The other side gives a number to a call or a stream: each comes once, and they grow. */
  give(id: number): void {
    if (id <= this.#last) throw protocolViolation(`it gave the number ${id} twice`);
    this.#last = id;
  }

  /** @param credit what the caller takes of a stream at first; none where it expects a promise */
  onCall(id: number, target: unknown, name: unknown, credit?: unknown): void {
    this.give(id);
    if (typeof name !== 'string') throw protocolViolation('a call names no method');
    const { limits, objects } = this.#options;
    if (this.#calls.size + this.#failed >= limits.calls)
      throw protocolViolation(`it has more than ${limits.calls} calls open`);
    const isStream = credit !== undefined;
    if (isStream && !(Number.isSafeInteger(credit) && (credit as number) > 0))
      throw protocolViolation('a stream was asked for without credit');
    const exported = objects.find(target);
    const call: ServedCall = { id, weight: 0, scope: undefined, abort: undefined };
    this.#calls.set(id, call);
    try {
      if (!exported) throw stubReleased(name);
      const { wire } = exported;
      const object = exported.object as Methods;
      const method = methodOf(wire, object, name, isStream ? 'stream' : 'promise');
      const args = this.#readArgs(call, method);
      if (isStream) this.#openStream(call, { wire, object, method, args }, credit as number);
      else void this.#run(id, wire, object, method, args, call);
    } catch (error) {
      if (!isValueFault(error)) throw error;
      if (isStream) this.#options.rows.sendError(op.fail, -id, true, error);
      else this.#options.rows.sendError(op.error, id, true, error);
      this.#close(call);
      if (this.#failed === 0) queueMicrotask(() => (this.#failed = 0));
      this.#failed += 1;
    }
  }

  /**
   * A call whose arguments are there already, of a method that nobody can cancel: nothing has to be read for it, and
   * nothing to be kept. An engine that interprets answers it in half the time.
   *
   * @returns false where it is another call, of which nothing was done
   */
  onNestedCall(id: number, target: number, name: string, args: unknown[]): boolean {
    const exported = this.#options.objects.find(target);
    if (!exported) return false;
    const { wire } = exported;
    const object = exported.object as Methods;
    const method = hasOwn(wire.methods, name) && wire.methods[name];
    if (!method || method.cancellable || method.result === 'stream' || !hasMethod(object, name)) return false;
    this.give(id);
    this.#others += 1;
    void this.#run(id, wire, object, method, args);
    return true;
  }

  onCancel(id: number): void {
    if (!this.wasGiven(id)) throw protocolViolation(`it cancelled the call ${id}, which it did not make`);
    const call = this.#calls.get(id);
    if (call) this.#leave(call);
  }

  /** The connection has ended: what runs for it is told so. */
  end(error: unknown): void {
    const calls = [...this.#calls.values()];
    this.#calls.clear();
    for (const call of calls) {
      call.abort?.abort(error);
      this.#endScope(call);
    }
  }

  #readArgs(call: ServedCall, method: MethodWire): unknown[] {
    const { rows, limits } = this.#options;
    const args = rows.args(method, call, limits.held - this.#held);
    this.#held += call.weight;
    if (!method.cancellable) return args;
    call.abort = new AbortController();
    return [...args, call.abort.signal];
  }

  /**
   * Its parts come one by one: an engine that interprets takes long for an object around them.
   *
   * @param call none where it holds nothing
   */
  async #run(
    id: number,
    wire: InterfaceWire,
    object: Methods,
    method: MethodWire,
    args: unknown[],
    call?: ServedCall,
  ): Promise<void> {
    const { rows, intercept } = this.#options;
    let isOurs = false;
    try {
      // Unlike `then`, it answers once, whatever the method returns.
      const value = await (intercept
        ? this.#observe({ wire, object, method, args })
        : apply(object[method.name] as Method, object, args));
      isOurs = true;
      rows.result(id, method, value);
    } catch (error) {
      rows.sendError(op.error, id, isOurs && isValueFault(error), error);
    }
    if (call) this.#close(call);
    else this.#others -= 1;
  }

  #openStream(call: ServedCall, invocation: Invocation, credit: number): void {
    const { method } = invocation;
    const source = this.#options.streams.serve({
      key: call.id,
      name: method.name,
      make: () => this.#observe(invocation) as AsyncIterable<unknown>,
      write: method.writeResult,
      ownership: 'owned',
      onStop: () => this.#leave(call),
      onEnd: () => this.#close(call),
    });
    source.grant(credit);
  }

  #observe({ object, wire, method, args }: Invocation): unknown {
    const { intercept } = this.#options;
    const { name, result } = method;
    const run = () => apply(object[name] as Method, object, args);
    return intercept
      ? intercept({ direction: 'in', interface: wire.name, method: name, result, args }, run)
      : run();
  }

  /** Its caller has gone on, and with it what was lent: who works on it is told, and answers nevertheless. */
  #leave({ abort, scope }: ServedCall): void {
    abort?.abort();
    for (const { sink } of scope?.sinks ?? []) sink.fail(callerGone());
  }

  #close(call: ServedCall): void {
    if (!this.#calls.delete(call.id)) return;
    this.#held -= call.weight;
    this.#endScope(call);
  }

  #endScope({ scope }: ServedCall): void {
    if (!scope) return;
    this.#options.objects.endScope(scope);
    this.#options.streams.endScope(scope);
  }
}

/** What a call comes to. */
interface Invocation {
  readonly wire: InterfaceWire;
  readonly object: Methods;
  readonly method: MethodWire;
  readonly args: unknown[];
}

const methodOf = (
  wire: InterfaceWire,
  object: Methods,
  name: string,
  result: MethodWire['result'],
): MethodWire => {
  const method = hasOwn(wire.methods, name) ? wire.methods[name] : undefined;
  if (!method) throw unsupported(name, `'${wire.name}' has no such method here`);
  if (method.result !== result) throw unsupported(name, `it returns a ${method.result} here`);
  if (!hasMethod(object, name)) throw unsupported(name, 'its provider lacks it');
  return method;
};

const hasMethod = (object: Methods, name: string): boolean => {
  try {
    return typeof object[name] === 'function';
  } catch {
    // A getter that throws does so again where the method is called, and then its error is the answer.
    return true;
  }
};
