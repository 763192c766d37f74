import type { Deadline, Deadlines } from './deadlines.ts';
import { overloaded, protocolViolation } from './errors.ts';
import { type Received, releaseAll } from './objects.ts';
import { whenAborted } from './when-aborted.ts';

/** What a sink says to the source on the other side. */
interface SinkRows {
  credit(key: number, weight: number): void;
  stop(key: number): void;
}

/** What an item that waits takes beside what it weighs, in bytes, as measured: many weigh next to nothing. */
const itemRoom = 80;

/** The items of some streams that wait for their readers, with the room that each takes. */
export interface Unread {
  weight: number;
  readonly most: number;
}

/** What a sink stands on. */
export interface SinkOptions {
  /** How messages name the stream. */
  readonly name: string;
  /** Asks the other side to begin, with a window's credit; returns how its rows name the stream. */
  readonly start: () => number;
  readonly window: number;
  readonly rows: SinkRows;
  readonly deadlines: Deadlines;
  /** How long the reader waits for one item, in milliseconds; for ever without it. */
  readonly idle?: number | undefined;
  readonly signal?: AbortSignal | undefined;
  /** Where its items that wait count. */
  readonly unread?: Unread | undefined;
}

/** What the other side sent. */
interface Item {
  readonly value: unknown;
  readonly weight: number;
  /** The objects in it, which nobody else can release as long as nobody has read it. */
  readonly received: readonly Received[];
}

/** A `next` that waits for an item. */
class Waiter implements Deadline {
  isOver = false;
  readonly #resolve: (result: IteratorResult<unknown, undefined>) => void;
  readonly #reject: (error: unknown) => void;
  readonly #deadlines: Deadlines | undefined;
  readonly #onExpire: (milliseconds: number) => void;

  /** @param deadlines those that it was added to */
  constructor(
    resolve: Waiter['resolve'],
    reject: Waiter['reject'],
    deadlines: Deadlines | undefined,
    onExpire: (milliseconds: number) => void,
  ) {
    this.#resolve = resolve;
    this.#reject = reject;
    this.#deadlines = deadlines;
    this.#onExpire = onExpire;
  }

  resolve(result: IteratorResult<unknown, undefined>): void {
    this.#over();
    this.#resolve(result);
  }

  reject(error: unknown): void {
    this.#over();
    this.#reject(error);
  }

  expire(milliseconds: number): void {
    this.#onExpire(milliseconds);
  }

  #over(): void {
    this.isOver = true;
    this.#deadlines?.over();
  }
}

const done: IteratorResult<unknown, undefined> = { value: undefined, done: true };

/**
 * A stream of the other side as its reader sees it. It begins with the first `next`, gives the other
 * side credit as items are taken, and ends by the source's end, an error, `return`, the signal, or a
 * wait that was too long. It can be read once.
 */
export class StreamSink implements AsyncIterableIterator<unknown, undefined> {
  readonly #options: SinkOptions;
  #key: number | undefined;
  /** What the other side may still send. */
  #granted = 0;
  /** What was taken and not given back as credit yet. */
  #taken = 0;
  #items: Item[] = [];
  #head = 0;
  readonly #waiters: Waiter[] = [];
  #failure: { readonly error: unknown } | undefined;
  #isClosed = false;
  #stopListening: (() => void) | undefined;

  constructor(options: SinkOptions) {
    this.#options = options;
  }

  /** Whether what comes now has no reader. */
  get isClosed(): boolean {
    return this.#isClosed;
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  next(): Promise<IteratorResult<unknown, undefined>> {
    const item = this.#items[this.#head];
    if (item) {
      this.#shift();
      this.#count(-1, item.weight);
      this.#give(item.weight);
      return Promise.resolve({ value: item.value, done: false });
    }
    if (this.#failure) {
      const { error } = this.#failure;
      this.#failure = undefined;
      return Promise.reject(error);
    }
    if (this.#isClosed) return Promise.resolve(done);
    return new Promise((resolve, reject) => {
      const { idle, deadlines, name } = this.#options;
      const timed = idle === undefined ? undefined : deadlines;
      const waiter = new Waiter(resolve, reject, timed, (milliseconds) =>
        this.stopFor(deadlines.exceeded(name, milliseconds)),
      );
      this.#waiters.push(waiter);
      timed?.add(idle as number, waiter);
      if (this.#key === undefined) this.#start();
    });
  }

  /** Ends the stream; resolves at once, while the other side still ends its part. */
  return(): Promise<IteratorResult<unknown, undefined>> {
    const key = this.#isClosed ? undefined : this.#key;
    this.drop();
    if (key !== undefined) this.#options.rows.stop(key);
    return Promise.resolve(done);
  }

  /** Ends the stream without a word to the other side, and what nobody has read. */
  drop(): void {
    for (const { received, weight } of this.#items.slice(this.#head)) {
      this.#count(-1, weight);
      releaseAll(received);
    }
    this.#items = [];
    this.#head = 0;
    this.#failure = undefined;
    this.end();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.return();
  }

  /** The other side is going to send an item of that weight. */
  receive(weight: number): void {
    if (this.#granted <= 0)
      throw protocolViolation(`it sent an item of '${this.#options.name}' without credit`);
    this.#granted -= weight;
  }

  /** @throws MortiseError `overloaded` where more waits than may */
  item(item: Item): void {
    const waiter = this.#waiters.shift();
    if (waiter) {
      this.#give(item.weight);
      waiter.resolve({ value: item.value, done: false });
      return;
    }
    const { unread } = this.#options;
    if (unread && unread.weight + item.weight + itemRoom > unread.most) {
      releaseAll(item.received);
      throw overloaded('what the streams of open calls have brought', unread.most);
    }
    this.#items.push(item);
    this.#count(1, item.weight);
  }

  /** The source has ended. */
  end(): void {
    this.#close();
    for (const waiter of this.#waiters.splice(0)) waiter.resolve(done);
  }

  /** The stream has failed; what came before is read first. */
  fail(error: unknown): void {
    if (this.#isClosed) return;
    this.#close();
    const [first, ...others] = this.#waiters.splice(0);
    if (first) first.reject(error);
    else this.#failure = { error };
    for (const waiter of others) waiter.resolve(done);
  }

  #start(): void {
    const { start, window, signal } = this.#options;
    try {
      signal?.throwIfAborted();
      if (signal) this.#stopListening = whenAborted(signal, () => this.stopFor(signal.reason));
      this.#granted = window;
      this.#key = start();
      // Code of an argument may have aborted the signal meanwhile.
      if (this.#isClosed) this.#options.rows.stop(this.#key);
    } catch (error) {
      this.fail(error);
    }
  }

  #give(weight: number): void {
    this.#taken += weight;
    const { window, rows } = this.#options;
    if (this.#isClosed || this.#key === undefined || this.#taken < window / 4) return;
    this.#granted += this.#taken;
    rows.credit(this.#key, this.#taken);
    this.#taken = 0;
  }

  #count(sign: 1 | -1, weight: number): void {
    const { unread } = this.#options;
    if (unread) unread.weight += sign * (weight + itemRoom);
  }

  #shift(): void {
    this.#head += 1;
    // Half of the room is free: moving the rest costs no more than having filled it.
    if (this.#head * 2 < this.#items.length) return;
    this.#items.splice(0, this.#head);
    this.#head = 0;
  }

  /** Ends the stream from this side, by an error that its reader sees. */
  stopFor(error: unknown): void {
    if (this.#isClosed) return;
    const key = this.#key;
    this.fail(error);
    if (key !== undefined) this.#options.rows.stop(key);
  }

  #close(): void {
    this.#isClosed = true;
    this.#stopListening?.();
  }
}
