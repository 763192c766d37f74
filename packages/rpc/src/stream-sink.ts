import type { Deadline, Deadlines } from './deadlines.ts';
import { protocolViolation } from './errors.ts';
import type { Received } from './objects.ts';

/** What a sink says to the source on the other side. */
interface SinkRows {
  credit(key: number, weight: number): void;
  stop(key: number): void;
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
    for (const { received } of this.#items.slice(this.#head)) for (const one of received) void one.release();
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

  item(item: Item): void {
    const waiter = this.#waiters.shift();
    if (!waiter) this.#items.push(item);
    else {
      this.#give(item.weight);
      waiter.resolve({ value: item.value, done: false });
    }
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
      signal?.addEventListener('abort', this.#onAbort);
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

  #shift(): void {
    this.#head += 1;
    // Half of the room is free: moving the rest costs no more than having filled it.
    if (this.#head * 2 < this.#items.length) return;
    this.#items.splice(0, this.#head);
    this.#head = 0;
  }

  readonly #onAbort = (): void => {
    const { reason } = this.#options.signal as AbortSignal;
    this.stopFor(reason);
  };

  /** Ends the stream from this side, by an error that its reader sees. */
  stopFor(error: unknown): void {
    if (this.#isClosed) return;
    const key = this.#key;
    this.fail(error);
    if (key !== undefined) this.#options.rows.stop(key);
  }

  #close(): void {
    this.#isClosed = true;
    this.#options.signal?.removeEventListener('abort', this.#onAbort);
  }
}
