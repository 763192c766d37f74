import { isMortiseError, type MethodWire, type MortiseError } from '@mortise/core';
import { PendingCall, PendingCalls } from './calls.ts';
import { Deadlines } from './deadlines.ts';
import {
  connectionClosed,
  isValueFault,
  overloaded,
  protocolViolation,
  refused,
  unexpected,
} from './errors.ts';
import { failedStream } from './failed-stream.ts';
import type { Intercept } from './intercept.ts';
import { Objects } from './objects.ts';
import { type Hello, type Limits, largestMessage, op, protocolVersion } from './protocol.ts';
import { RemoteError, readRecord } from './remote-error.ts';
import { Rows } from './rows.ts';
import type { Scope, ScopeHolder } from './scope.ts';
import { Server } from './server.ts';
import { Streams } from './streams.ts';
import type { HandleCalls, StubHandle } from './stub-handle.ts';
import type { Receiver, Transport } from './transport.ts';
import type { Cell, Message } from './wire/message.ts';
import { valueText } from './wire/place.ts';

/** What one side of a connection is made of. */
export interface PeerOptions {
  readonly transport: Transport;
  readonly limits: Limits;
  /** For calls, in milliseconds. */
  readonly deadline: number | undefined;
  /** For each item of a stream, in milliseconds. */
  readonly idle: number | undefined;
  readonly intercept: Intercept | undefined;
  /** Gets what the other side says first. Throws where that will not do. */
  readonly onHello: (version: unknown, text: unknown) => Hello;
  /** Called once, as the last thing. */
  readonly onEnd: (reason: MortiseError) => void;
}

/** How many of each are open. All are 0 where nothing is left of what was begun. */
export interface Pending {
  /** Calls of ours that were not answered. */
  readonly calls: number;
  /** Calls of the other side that were not answered. */
  readonly served: number;
  readonly streams: number;
  /** Objects that the other side holds beside those that it was offered. */
  readonly exported: number;
  /** Objects of the other side that we hold beside those that it offers. */
  readonly imported: number;
}

/** One side of a connection. Both sides are the same; what is trusted differs by limits and deadlines. */
export class Peer implements HandleCalls, Receiver {
  readonly objects: Objects;
  readonly #options: PeerOptions;
  readonly #rows: Rows;
  readonly #deadlines = new Deadlines();
  readonly #calls: PendingCalls;
  readonly #streams: Streams;
  readonly #server: Server;
  #isGreeted = false;
  #isClosed = false;
  #end: MortiseError | undefined;
  #offers = 0;
  #mostCalls: number;

  constructor(options: PeerOptions) {
    this.#options = options;
    const { limits, deadline, idle, intercept } = options;
    this.#mostCalls = limits.calls;
    this.objects = new Objects(limits, this);
    const streams = () => this.#streams;
    this.#rows = new Rows(
      limits,
      this.objects,
      {
        exportStub: (value, wire, owned) => this.objects.exportStub(value, wire, owned),
        importStub: (id, wire, owned) => this.objects.importStub(id, wire, owned),
        exportStream: (value, write) => streams().exportStream(value, write),
        importStream: (id, read) => streams().importStream(id, read),
      },
      (message) => this.#send(message),
    );
    this.#calls = new PendingCalls(this.#deadlines, deadline, (call) => {
      this.#rows.send(op.cancel, call.id);
      // Whoever does not answer must not keep what was lent to it.
      this.#endScope(call.scope);
    });
    this.#streams = new Streams({
      rows: this.#rows,
      objects: this.objects,
      deadlines: this.#deadlines,
      window: limits.window,
      idle,
      nextId: () => this.#calls.nextId(),
      wasOurs: (id) => id <= this.#calls.last,
      wasTheirs: (id) => this.#server.wasGiven(id),
      give: (id) => this.#server.give(id),
    });
    this.#server = new Server({
      rows: this.#rows,
      objects: this.objects,
      streams: this.#streams,
      calls: limits.calls,
      intercept,
    });
  }

  get pending(): Pending {
    const { exported, imported } = this.objects.counts;
    return {
      calls: this.#calls.size,
      served: this.#server.size,
      streams: this.#streams.size,
      exported: exported - this.#offers,
      imported,
    };
  }

  /** Says hello and begins to listen. */
  start(hello: Hello): void {
    this.#offers = Object.keys(hello.exports).length;
    this.#options.transport.open(this, largestMessage(this.#options.limits));
    this.#rows.send(op.hello, protocolVersion, JSON.stringify(hello));
    this.#rows.flush();
  }

  call(on: StubHandle, method: MethodWire, args: readonly unknown[], signal?: AbortSignal): Promise<unknown> {
    const run = () => this.#call(on, method, args, signal);
    return this.#options.intercept ? this.#observeCall(on, method, args, run) : run();
  }

  stream(
    on: StubHandle,
    method: MethodWire,
    args: readonly unknown[],
    signal?: AbortSignal,
  ): AsyncIterable<unknown> {
    const run = () => this.#stream(on, method, args, signal);
    if (!this.#options.intercept) return run();
    try {
      return this.#observe(on, method, args, run) as AsyncIterable<unknown>;
    } catch (error) {
      return failedStream(error);
    }
  }

  release(handle: StubHandle): void {
    this.objects.forget(handle);
    this.#rows.send(op.release, handle.id);
  }

  message(message: Message): void {
    const { reader } = this.#rows;
    const { length } = message.cells;
    try {
      reader.open(message);
      while (reader.position < length && !this.#end) {
        reader.limit = length;
        const cells = reader.next();
        const end = reader.position + (cells as number);
        if (!Number.isInteger(cells) || (cells as number) < 2 || end > length)
          throw protocolViolation('a row has no length');
        reader.begin(end);
        this.#row(end);
        reader.position = end;
      }
    } catch (error) {
      const isKnown = isMortiseError(error) && !isValueFault(error);
      this.end(isKnown ? error : unexpected(error));
    }
  }

  closed(reason: MortiseError): void {
    this.end(reason);
  }

  /**
   * Ends the connection: all calls, streams and objects end with it.
   *
   * @param reason what calls are rejected with
   */
  end(reason: MortiseError): void {
    if (this.#end) return;
    this.#end = reason;
    this.#rows.close(op.bye, reason.code, reason.message.slice(0, longestWord));
    this.#isClosed = true;
    this.#options.transport.close();
    this.#calls.end(reason);
    this.#server.end(reason);
    this.#streams.close(reason);
    this.objects.end();
    this.#offers = 0;
    this.#deadlines.clear();
    this.#options.onEnd(reason);
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
      this.#check(signal);
      const call = new PendingCall(this.#calls.nextId(), method);
      this.#write([op.call, call.id, on.id, method.name], call, method, args);
      this.#calls.add(call, { signal, resolve, reject });
    });
  }

  #stream(
    on: StubHandle,
    method: MethodWire,
    args: readonly unknown[],
    signal?: AbortSignal,
  ): AsyncIterable<unknown> {
    const call: ScopeHolder = { scope: undefined };
    return this.#streams.open({
      name: method.name,
      read: (reader) => method.readResult(reader),
      ownership: 'owned',
      deadline: method.deadline,
      signal,
      start: (window) => {
        this.#check();
        const id = this.#calls.nextId();
        const cells = [op.open, id, on.id, method.name, window];
        this.#write(cells, call, method, args);
        return -id;
      },
      onEnd: (isUnread) => this.#endScope(call.scope, isUnread),
    });
  }

  /** The row that makes a call. Where that fails, nothing is left of it. */
  #write(cells: readonly Cell[], call: ScopeHolder, method: MethodWire, args: readonly unknown[]): void {
    try {
      this.#rows.write(cells, call, method.name, (writer) => method.writeArgs(writer, args));
      // The connection may have ended meanwhile: by code of an argument, or because that much waits unsent.
      if (this.#end) throw this.#end;
    } catch (error) {
      this.#endScope(call.scope);
      throw error;
    }
  }

  /** Whether a call can be made now. */
  #check(signal?: AbortSignal): void {
    if (this.#end) throw this.#end;
    signal?.throwIfAborted();
    const { limits, transport } = this.#options;
    if (this.#calls.size + this.#streams.size >= this.#mostCalls)
      throw overloaded('the number of open calls', this.#mostCalls);
    if (transport.unsent > limits.unsent / 2)
      throw overloaded('what the other side has not read', limits.unsent / 2);
  }

  #row(end: number): void {
    const { reader } = this.#rows;
    const operation = reader.next();
    if (!this.#isGreeted && operation !== op.hello && operation !== op.bye)
      throw protocolViolation('it did not say hello');
    const subject = reader.next();
    if (operation === op.bye) {
      this.end(saidBye(subject, reader.next()));
      return;
    }
    if (operation === op.hello) {
      this.#onHello(subject, reader.next());
      return;
    }
    if (!Number.isSafeInteger(subject)) throw protocolViolation('a row has no subject');
    const id = subject as number;
    switch (operation) {
      case op.call:
        this.#server.onCall(id, reader.next(), reader.next());
        break;
      case op.open:
        this.#server.onCall(id, reader.next(), reader.next(), reader.next() ?? null);
        break;
      case op.result:
        this.#onResult(id);
        break;
      case op.error: {
        const { error, isUnread } = this.#readError();
        const call = this.#calls.answered(id);
        call.reject(error);
        this.#endScope(call.scope, isUnread);
        break;
      }
      case op.cancel:
        this.#server.onCancel(id);
        break;
      case op.item: {
        const weight = reader.next();
        this.#streams.onItem(id, weight, end - reader.position);
        break;
      }
      case op.end:
        this.#streams.onEnd(id);
        break;
      case op.fail: {
        const { error, isUnread } = this.#readError();
        this.#streams.onFail(id, error, isUnread);
        break;
      }
      case op.credit:
        this.#streams.onCredit(id, reader.next());
        break;
      case op.stop:
        this.#streams.onStop(id);
        break;
      case op.release:
        this.objects.released(id);
        break;
      default:
        throw protocolViolation(`it knows a row ${valueText(operation)}`);
    }
  }

  #onHello(version: unknown, text: unknown): void {
    if (this.#isGreeted) throw protocolViolation('it said hello twice');
    this.#isGreeted = true;
    const { exports, limits } = this.#options.onHello(version, text);
    this.objects.offered = Object.values(exports).map(({ id }) => id);
    const own = this.#options.limits;
    this.#mostCalls = Math.min(own.calls, limits.calls ?? own.calls);
    this.#rows.limits = {
      size: Math.min(own.size, limits.size),
      cells: Math.min(own.cells, limits.cells),
      depth: Math.min(own.depth, limits.depth),
    };
  }

  #onResult(id: number): void {
    const call = this.#calls.answered(id);
    const { method, isOver } = call;
    try {
      const { value, received } = this.#rows.read(isOver ? 'discarded' : 'owned', method.name, (reader) =>
        method.readResult(reader),
      );
      if (isOver) for (const one of received) void one.release();
      call.resolve(value);
    } catch (error) {
      if (!isValueFault(error)) {
        call.reject(error);
        throw error;
      }
      call.reject(error);
    }
    this.#endScope(call.scope);
  }

  /** An error, and whether it says that nothing was made of the call's arguments. */
  #readError(): { readonly error: unknown; readonly isUnread: boolean } {
    const { reader } = this.#rows;
    const isOurs = reader.next();
    const record = readRecord([reader.next(), reader.next(), reader.next(), reader.next()]);
    if (!record || typeof isOurs !== 'boolean')
      throw protocolViolation('an error is no record of code, message, hint and data');
    return {
      error: isOurs ? refused(record.code, record.message) : new RemoteError(record),
      isUnread: isOurs && record.code === 'unsupported',
    };
  }

  #endScope(scope: Scope | undefined, isUnread = false): void {
    if (!scope) return;
    if (isUnread) this.objects.unread(scope);
    this.objects.endScope(scope);
    this.#streams.endScope(scope);
  }

  #send(message: Message): void {
    const { transport, limits } = this.#options;
    if (this.#isClosed) return;
    transport.send(message);
    if (!this.#end && transport.unsent > limits.unsent)
      this.end(overloaded('what the other side has not read', limits.unsent));
  }
}

/** In characters. */
const longestWord = 1_024;

/** The other side's last word, which may be anything. */
const saidBye = (code: unknown, message: unknown): MortiseError => {
  if (code === 'connection_closed') return connectionClosed('the other side closed it');
  return connectionClosed(
    `the other side ended it by ${valueText(code)}: ${typeof message === 'string' ? message.slice(0, longestWord) : 'it does not say why'}`,
  );
};
