import { isMortiseError, type MortiseError } from '@mortise/core';
import { Client } from './client.ts';
import { type Bound, Deadlines } from './deadlines.ts';
import { readError } from './error-row.ts';
import { connectionClosed, isValueFault, overloaded, protocolViolation, unexpected } from './errors.ts';
import type { Intercept } from './intercept.ts';
import { Objects } from './objects.ts';
import { type Hello, type Limits, largestMessage, op, protocolVersion } from './protocol.ts';
import { RemoteError } from './remote-error.ts';
import { Rows, type RowsOptions } from './rows.ts';
import { Server } from './server.ts';
import { Streams } from './streams.ts';
import type { Receiver, Transport } from './transport.ts';
import type { Message } from './wire/message.ts';
import { valueText } from './wire/place.ts';

/** Says what a call or a stream is rejected with instead. */
type OnFault = (error: MortiseError | RemoteError) => Error;

/** What one side of a connection is made of. */
export interface PeerOptions {
  readonly transport: Transport;
  readonly limits: Limits;
  /** For calls, in milliseconds. */
  readonly deadline: Bound;
  /** For each item of a stream, in milliseconds. */
  readonly idle: Bound;
  readonly intercept: Intercept | undefined;
  readonly onFault: OnFault | undefined;
  /** Told why the connection ends, before all others are; says what calls are rejected with. */
  readonly onEnding: ((reason: MortiseError) => MortiseError) | undefined;
  /** How rows are written. */
  readonly rows: RowsOptions;
  /** Gets what the other side says first. Throws where that will not do. */
  readonly onHello: (version: unknown, text: unknown) => Hello;
  /** Called once, as the last thing. */
  readonly onEnd: (reason: MortiseError) => void;
}

/** How many of each are open. All are 0 where nothing is left of what was begun. */
export interface Pending {
  /** Calls of ours that were not answered. */
  readonly calls: number;
  /** Those of them whose caller does not wait any more, after a deadline or an abort. They keep their place. */
  readonly late: number;
  /** Calls of the other side that were not answered. */
  readonly served: number;
  readonly streams: number;
  /** Those of them that we read, and have left, and that the other side has not ended. They keep their place. */
  readonly left: number;
  /** Objects that the other side holds beside those that it was offered. */
  readonly exported: number;
  /** Objects of the other side that we hold beside those that it offers. */
  readonly imported: number;
}

/** One side of a connection. Both sides are the same; what is trusted differs by limits and deadlines. */
export class Peer implements Receiver {
  readonly objects: Objects;
  readonly #options: PeerOptions;
  readonly #rows: Rows;
  readonly #deadlines: Deadlines;
  readonly #explain: (error: unknown) => unknown;
  readonly #client: Client;
  readonly #streams: Streams;
  readonly #server: Server;
  #isGreeted = false;
  /** Whether a message may be one call whose arguments stand in it as JSON says them. */
  #takesNested = false;
  #isClosed = false;
  #end: MortiseError | undefined;
  #offers = 0;

  constructor(options: PeerOptions) {
    this.#options = options;
    const { limits, deadline, idle, intercept } = options;
    const { onFault } = options;
    const explain = (error: unknown) =>
      onFault && (isMortiseError(error) || error instanceof RemoteError) ? onFault(error) : error;
    this.#explain = explain;
    this.#deadlines = new Deadlines(onFault);
    const [client, streams] = [() => this.#client, () => this.#streams];
    this.objects = new Objects(limits, {
      call: (...call) => client().call(...call),
      stream: (...call) => client().stream(...call),
      release: (handle) => client().release(handle),
    });
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
      options.rows,
    );
    this.#streams = new Streams({
      rows: this.#rows,
      objects: this.objects,
      deadlines: this.#deadlines,
      explain,
      window: limits.window,
      held: limits.held,
      idle,
      nextId: () => this.#client.nextId(),
      wasOurs: (id) => this.#client.hasGiven(id),
      wasTheirs: (id) => this.#server.wasGiven(id),
      give: (id) => this.#server.give(id),
    });
    this.#client = new Client(
      {
        rows: this.#rows,
        objects: this.objects,
        streams: this.#streams,
        deadlines: this.#deadlines,
        explain,
        deadline,
        intercept,
        ended: () => this.#end,
        checkUnsent: () => this.#checkUnsent(),
      },
      limits.calls,
    );
    this.#server = new Server({
      rows: this.#rows,
      objects: this.objects,
      streams: this.#streams,
      limits,
      intercept,
    });
  }

  get pending(): Pending {
    const { exported, imported } = this.objects.counts;
    return {
      calls: this.#client.size,
      late: this.#client.late,
      served: this.#server.size,
      streams: this.#streams.size,
      left: this.#streams.left,
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

  message(message: Message): void {
    const { cells } = message;
    try {
      if (
        this.#takesNested &&
        isNestedCall(cells) &&
        this.#server.onNestedCall(cells[2], cells[3], cells[4], cells[5])
      )
        return;
      const { reader } = this.#rows;
      const { length } = cells;
      reader.open(message);
      let position = 0;
      while (position < length && !this.#end) {
        const count = cells[position] as number;
        const end = position + 1 + count;
        if (count !== (count | 0) || count < 2 || end > length)
          throw protocolViolation('a row has no length');
        reader.begin(position + 3, end);
        this.#row(cells[position + 1], cells[position + 2], end);
        position = end;
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
    this.#takesNested = false;
    this.#rows.close(op.bye, reason.code, reason.message.slice(0, longestWord));
    this.#isClosed = true;
    this.#options.transport.close();
    const told = this.#options.onEnding?.(reason) ?? reason;
    this.#end = told;
    this.#client.end(told);
    this.#server.end(told);
    this.#streams.close(told);
    this.objects.end();
    this.#offers = 0;
    this.#deadlines.clear();
    this.#options.onEnd(told);
  }

  #row(operation: unknown, subject: unknown, end: number): void {
    const { reader } = this.#rows;
    if (!this.#isGreeted && operation !== op.hello && operation !== op.bye)
      throw protocolViolation('it did not say hello');
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
        this.#client.onResult(id);
        break;
      case op.error: {
        const { error, isUnread } = readError(reader);
        this.#client.onError(id, this.#explain(error), isUnread);
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
        const { error, isUnread } = readError(reader);
        this.#streams.onFail(id, this.#explain(error), isUnread);
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
    this.#takesNested = this.#options.rows.isLean === true;
    const { exports, limits } = this.#options.onHello(version, text);
    this.objects.offered = Object.values(exports).map(({ id }) => id);
    const own = this.#options.limits;
    this.#client.mostCalls = Math.min(own.calls, limits.calls ?? own.calls);
    this.#rows.limits = {
      size: Math.min(own.size, limits.size),
      cells: Math.min(own.cells, limits.cells),
      depth: Math.min(own.depth, limits.depth),
    };
  }

  /** Calls are refused before answers are: those cannot be, and what they need is left to them. */
  #checkUnsent(): void {
    const { limits, transport } = this.#options;
    if (transport.unsent > limits.unsent / 2)
      throw this.#explain(overloaded('what the other side has not read', limits.unsent / 2));
  }

  #send(message: Message): void {
    const { transport, limits } = this.#options;
    if (this.#isClosed) return;
    transport.send(message);
    if (!this.#end && transport.unsent > limits.unsent)
      this.end(overloaded('what the other side has not read', limits.unsent));
  }
}

/** A message that is one call, whose arguments JSON could say. */
type NestedCall = [
  length: 5,
  call: typeof op.call,
  id: number,
  target: number,
  name: string,
  args: unknown[],
];

const isNestedCall = (cells: readonly unknown[]): cells is NestedCall =>
  cells.length === 6 && cells[1] === op.call && typeof cells[5] === 'object' && cells[5] !== null;

/** In characters. */
const longestWord = 1_024;

/** The other side's last word, which may be anything. */
const saidBye = (code: unknown, message: unknown): MortiseError => {
  if (code === 'connection_closed') return connectionClosed('the other side closed it');
  return connectionClosed(
    `the other side ended it by ${valueText(code)}: ${typeof message === 'string' ? message.slice(0, longestWord) : 'it does not say why'}`,
  );
};
