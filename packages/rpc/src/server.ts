import type { MethodWire } from '@mortise/core';
import { callerGone, isValueFault, protocolViolation, stubReleased, unsupported } from './errors.ts';
import type { Intercept } from './intercept.ts';
import type { Exported, Objects } from './objects.ts';
import { op } from './protocol.ts';
import type { Rows } from './rows.ts';
import { ServedCall } from './served-call.ts';
import type { Streams } from './streams.ts';

/** What a server stands on. */
export interface ServerOptions {
  readonly rows: Rows;
  readonly objects: Objects;
  readonly streams: Streams;
  /** How many calls may be open at once. */
  readonly calls: number;
  readonly intercept: Intercept | undefined;
}

type Methods = Record<string, (...args: unknown[]) => unknown>;

/** Answers the calls of the other side. Each is answered once, also when nobody waits any more. */
export class Server {
  readonly #options: ServerOptions;
  readonly #calls = new Map<number, ServedCall>();
  /** The greatest number of theirs. */
  #last = 0;
  /** Calls that failed at once, in this turn. They keep their place, or one message could make any number. */
  #failed = 0;

  constructor(options: ServerOptions) {
    this.#options = options;
  }

  /** How many calls are open. */
  get size(): number {
    return this.#calls.size;
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
    const { calls, objects } = this.#options;
    if (this.#calls.size + this.#failed >= calls)
      throw protocolViolation(`it has more than ${calls} calls open`);
    const isStream = credit !== undefined;
    if (isStream && !(Number.isSafeInteger(credit) && (credit as number) > 0))
      throw protocolViolation('a stream was asked for without credit');
    const object = objects.find(target);
    const call = new ServedCall(id);
    this.#calls.set(id, call);
    try {
      if (!object) throw stubReleased(name);
      const method = methodOf(object, name, isStream ? 'stream' : 'promise');
      const args = this.#readArgs(call, method);
      if (isStream) this.#openStream(call, object, method, args, credit as number);
      else void this.#run(call, object, method, args);
    } catch (error) {
      if (!isValueFault(error)) throw error;
      if (isStream) this.#options.rows.sendError(op.fail, -id, true, error);
      else this.#options.rows.sendError(op.error, id, true, error);
      this.#close(call);
      if (this.#failed === 0) queueMicrotask(() => (this.#failed = 0));
      this.#failed += 1;
    }
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
    const { value } = this.#options.rows.read(call, method.name, (reader) => method.readArgs(reader));
    if (!method.cancellable) return value;
    call.abort = new AbortController();
    return [...value, call.abort.signal];
  }

  async #run(call: ServedCall, exported: Exported, method: MethodWire, args: unknown[]): Promise<void> {
    let value: unknown;
    try {
      // Unlike `then`, it answers once, whatever the method returns.
      value = await this.#invoke(exported, method, args);
    } catch (error) {
      this.#fail(call, false, error);
      return;
    }
    this.#answer(call, method, value);
  }

  #openStream(
    call: ServedCall,
    exported: Exported,
    method: MethodWire,
    args: unknown[],
    credit: number,
  ): void {
    const source = this.#options.streams.serve({
      key: call.id,
      name: method.name,
      make: () => this.#invoke(exported, method, args) as AsyncIterable<unknown>,
      write: (writer, value) => method.writeResult(writer, value),
      ownership: 'owned',
      onStop: () => this.#leave(call),
      onEnd: () => this.#close(call),
    });
    source.grant(credit);
  }

  #invoke({ object, wire }: Exported, method: MethodWire, args: unknown[]): unknown {
    const { intercept } = this.#options;
    const { name, result } = method;
    const run = () => (object as Methods)[name]?.(...args);
    return intercept
      ? intercept({ direction: 'in', interface: wire.name, method: name, result, args }, run)
      : run();
  }

  #answer(call: ServedCall, method: MethodWire, value: unknown): void {
    try {
      this.#options.rows.write([op.result, call.id], 'owned', method.name, (writer) =>
        method.writeResult(writer, value),
      );
    } catch (error) {
      this.#fail(call, isValueFault(error), error);
      return;
    }
    this.#close(call);
  }

  #fail(call: ServedCall, isOurs: boolean, error: unknown): void {
    this.#options.rows.sendError(op.error, call.id, isOurs, error);
    this.#close(call);
  }

  /** Its caller has gone on, and with it what was lent: who works on it is told, and answers nevertheless. */
  #leave({ abort, scope }: ServedCall): void {
    abort?.abort();
    for (const { sink } of scope?.sinks ?? []) sink.fail(callerGone());
  }

  #close(call: ServedCall): void {
    if (this.#calls.delete(call.id)) this.#endScope(call);
  }

  #endScope({ scope }: ServedCall): void {
    if (!scope) return;
    this.#options.objects.endScope(scope);
    this.#options.streams.endScope(scope);
  }
}

const methodOf = ({ wire, object }: Exported, name: string, result: MethodWire['result']): MethodWire => {
  const method = Object.hasOwn(wire.methods, name) ? wire.methods[name] : undefined;
  if (!method) throw unsupported(name, `'${wire.name}' has no such method here`);
  if (method.result !== result) throw unsupported(name, `it returns a ${method.result} here`);
  if (!hasMethod(object as Methods, name)) throw unsupported(name, 'its provider lacks it');
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
