import type { ReadValue, WriteValue } from '@mortise/core';
import { Breath } from './breath.ts';
import { type Bound, boundOf, type Deadlines } from './deadlines.ts';
import { isValueFault, protocolViolation } from './errors.ts';
import { type Objects, type Ownership, releaseAll } from './objects.ts';
import { mostCredit, op, weightOf } from './protocol.ts';
import type { Rows } from './rows.ts';
import { Scope } from './scope.ts';
import { StreamSink, type Unread } from './stream-sink.ts';
import { type SourceParts, type SourceRows, StreamSource } from './stream-source.ts';

/** A stream that we read. */
interface Incoming {
  readonly sink: StreamSink;
  readonly name: string;
  readonly read: ReadValue;
  /** Whose the stubs of its items become. */
  readonly ownership: Ownership;
  readonly onEnd: (isUnread?: boolean) => void;
  /** Whether we have left it: the other side still has to end it. */
  isLeft: boolean;
}

/** What a stream that we read needs. */
export interface ReadOptions {
  /** How messages name it: the method that returns it, or gets it. */
  readonly name: string;
  readonly read: ReadValue;
  readonly ownership: Ownership;
  /** Asks the other side to begin, and says how its rows name the stream. */
  readonly start: (window: number) => number;
  /** @param isUnread whether the other side has made nothing of the arguments */
  readonly onEnd: (isUnread?: boolean) => void;
  /** How long the reader waits for one item, in milliseconds, where that is shorter than what all streams have. */
  readonly deadline?: number | undefined;
  readonly signal?: AbortSignal | undefined;
  /** What bounds its items that wait for their reader, together with those of others. */
  readonly unread?: Unread;
}

/** What all streams of a connection share. */
export interface StreamsOptions {
  readonly rows: Rows;
  readonly objects: Objects;
  readonly deadlines: Deadlines;
  /** What an error of ours is rejected with. */
  readonly explain: (error: unknown) => unknown;
  /** How much a stream may send ahead, in weight. */
  readonly window: number;
  /** How much all parameters may send ahead together, in weight. */
  readonly held: number;
  /** How long a reader waits for one item, in milliseconds. */
  readonly idle: Bound;
  /** A number of our own that was never used. */
  readonly nextId: () => number;
  /** Whether a number was given by us, or by the other side, before. */
  readonly wasOurs: (id: number) => boolean;
  readonly wasTheirs: (id: number) => boolean;
  /** The other side gives a number to a stream. */
  readonly give: (id: number) => void;
}

/**
 * The streams of a connection, in both directions. Rows name one by a number, which is negative where
 * the row's receiver has given it: by a call whose result is the stream, or as a parameter.
 */
export class Streams implements SourceRows {
  readonly breath = new Breath();
  readonly #options: StreamsOptions;
  readonly #incoming = new Map<number, Incoming>();
  readonly #outgoing = new Map<number, StreamSource>();
  /** Whoever calls decides how many streams it reads; how many a call brings, the other side does. */
  readonly #unreadOfParameters: Unread;
  #left = 0;

  constructor(options: StreamsOptions) {
    this.#options = { ...options, window: Math.min(options.window, mostCredit) };
    this.#unreadOfParameters = { weight: 0, most: options.held };
  }

  /** How many are open. */
  get size(): number {
    return this.#incoming.size + this.#outgoing.size;
  }

  /** How many of them we have left, and the other side has not ended. */
  get left(): number {
    return this.#left;
  }

  /** A stream of the other side, which begins when it is read. */
  open({ name, read, ownership, start, onEnd, deadline, signal, unread }: ReadOptions): StreamSink {
    const { rows, window, deadlines, idle } = this.#options;
    const sink: StreamSink = new StreamSink({
      name,
      window,
      deadlines,
      idle: boundOf(deadline, idle),
      signal,
      unread,
      start: () => {
        const key = start(window);
        this.#incoming.set(key, { sink, name, read, ownership, onEnd, isLeft: false });
        return key;
      },
      rows: {
        credit: (key, weight) => rows.send(op.credit, -key, weight),
        stop: (key) => {
          rows.send(op.stop, -key);
          this.#leave(key);
          // Whoever does not end the stream must not keep what was lent to it.
          onEnd();
        },
      },
    });
    return sink;
  }

  /** A stream that the other side reads. */
  serve({ key, name, make, write, ownership, onStop, onEnd }: Omit<SourceParts, 'rows'>): StreamSource {
    const ended = () => {
      this.#outgoing.delete(key);
      onEnd();
    };
    const source = new StreamSource({ key, name, rows: this, make, write, ownership, onStop, onEnd: ended });
    this.#outgoing.set(key, source);
    return source;
  }

  /** A parameter that we send. It ends with its call. */
  exportStream(stream: AsyncIterable<unknown>, write: WriteValue): number {
    const { objects, rows, nextId } = this.#options;
    const ownership = objects.writing;
    const id = nextId();
    const name = rows.writing;
    const source = this.serve({ key: -id, name, make: () => stream, write, ownership, onEnd: () => {} });
    if (typeof ownership !== 'string') (ownership.scope ??= new Scope()).sources.push(source);
    return id;
  }

  /** A parameter that we get. It ends with its call. */
  importStream(id: number, read: ReadValue): AsyncIterable<unknown> | undefined {
    const ownership = this.#options.objects.reading;
    if (typeof ownership === 'string') return undefined;
    const { rows, give } = this.#options;
    give(id);
    const start = (window: number): number => {
      rows.send(op.credit, -id, window);
      return id;
    };
    const unread = this.#unreadOfParameters;
    const sink = this.open({ name: rows.reading, read, ownership, start, onEnd: () => {}, unread });
    (ownership.scope ??= new Scope()).sinks.push({ id, sink });
    return sink;
  }

  /** A call has ended, and with it the streams among its parameters. */
  endScope({ sinks, sources }: Scope): void {
    for (const { id, sink } of sinks) {
      sink.drop();
      this.#forget(id);
    }
    for (const source of sources) source.drop();
  }

  // What our sources say.

  item({ key, name, ownership, write }: SourceParts, value: unknown): number {
    return this.#options.rows.item(key, ownership, name, write, value);
  }

  end(key: number): void {
    this.#options.rows.send(op.end, -key);
  }

  fail(key: number, isOurs: boolean, error: unknown): void {
    this.#options.rows.sendError(op.fail, -key, isOurs, error);
  }

  // What the other side says.

  onItem(key: number, weight: unknown, cells: number): void {
    const incoming = this.#incoming.get(key);
    if (!incoming) {
      this.#checkGone(key);
      return;
    }
    const { rows } = this.#options;
    const { sink, name, read } = incoming;
    if (!Number.isSafeInteger(weight)) throw protocolViolation('an item has no weight');
    if (!sink.isClosed) sink.receive(weight as number);
    // What was only lent stays its lender's, whether or not anybody reads it.
    const ownership = sink.isClosed && incoming.ownership === 'owned' ? 'discarded' : incoming.ownership;
    try {
      const { value, received } = rows.value(read, 'item', ownership, name);
      if ((weight as number) < weightOf(cells, rows.reader.size)) {
        releaseAll(received);
        throw protocolViolation('an item is heavier than it says');
      }
      if (sink.isClosed) releaseAll(received);
      else sink.item({ value, weight: weight as number, received });
    } catch (error) {
      if (!isValueFault(error)) throw error;
      sink.stopFor(this.#options.explain(error));
    }
  }

  onEnd(key: number): void {
    const incoming = this.#take(key);
    incoming?.sink.end();
    incoming?.onEnd();
  }

  onFail(key: number, error: unknown, isUnread: boolean): void {
    const incoming = this.#take(key);
    incoming?.sink.fail(error);
    incoming?.onEnd(isUnread);
  }

  onCredit(key: number, weight: unknown): void {
    if (!Number.isSafeInteger(weight) || (weight as number) <= 0)
      throw protocolViolation('credit is no weight');
    const outgoing = this.#outgoing.get(key);
    if (outgoing) outgoing.grant(weight as number);
    else this.#checkGone(key);
  }

  onStop(key: number): void {
    const outgoing = this.#outgoing.get(key);
    if (outgoing) outgoing.stop();
    else this.#checkGone(key);
  }

  /** The connection has ended. */
  close(error: unknown): void {
    const incoming = [...this.#incoming.values()];
    const outgoing = [...this.#outgoing.values()];
    this.#incoming.clear();
    this.#outgoing.clear();
    this.#left = 0;
    for (const { sink, onEnd } of incoming) {
      sink.fail(error);
      onEnd();
    }
    for (const source of outgoing) source.stop();
  }

  #take(key: number): Incoming | undefined {
    const incoming = this.#incoming.get(key);
    if (!incoming) this.#checkGone(key);
    this.#forget(key);
    return incoming;
  }

  #leave(key: number): void {
    const incoming = this.#incoming.get(key);
    if (!incoming || incoming.isLeft) return;
    incoming.isLeft = true;
    this.#left += 1;
  }

  #forget(key: number): void {
    if (this.#incoming.get(key)?.isLeft) this.#left -= 1;
    this.#incoming.delete(key);
  }

  /** A row may cross the one that ends its stream; one that never was is another matter. */
  #checkGone(key: number): void {
    const { wasOurs, wasTheirs } = this.#options;
    if (key < 0 ? !wasOurs(-key) : !wasTheirs(key)) throw protocolViolation(`there is no stream ${key}`);
  }
}
