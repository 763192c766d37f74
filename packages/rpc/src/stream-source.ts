import type { WriteValue } from '@mortise/core';
import type { Breath } from './breath.ts';
import { isValueFault } from './errors.ts';
import type { Ownership } from './objects.ts';
import { mostCredit } from './protocol.ts';

/** What a source says to the reader on the other side. */
export interface SourceRows {
  readonly breath: Breath;
  /** @returns the item's weight */
  item(source: SourceParts, value: unknown): number;
  end(key: number): void;
  /** @param isOurs whether this package raised the error, and not the stream */
  fail(key: number, isOurs: boolean, error: unknown): void;
}

/** What a source stands on. */
export interface SourceParts {
  /** How rows of the other side name it. */
  readonly key: number;
  /** How messages name it: the method that returns it, or gets it. */
  readonly name: string;
  readonly rows: SourceRows;
  /** Opens the stream, once there is credit. */
  readonly make: () => AsyncIterable<unknown>;
  readonly write: WriteValue;
  /** Whose the stubs of its items become. */
  readonly ownership: Ownership;
  /** The reader has gone, while the stream may still work on an item. */
  readonly onStop?: (() => void) | undefined;
  /** Called once, when nothing more will be sent or pulled. */
  readonly onEnd: () => void;
}

/**
 * A stream that the other side reads: it is pulled only as long as the reader has given credit, so that
 * a slow reader makes it wait.
 */
export class StreamSource {
  readonly #parts: SourceParts;
  #iterator: AsyncIterator<unknown> | undefined;
  #credit = 0;
  #state: 'new' | 'pumping' | 'waiting' | 'ended' = 'new';
  #isStopped = false;
  #returned: Promise<void> | undefined;

  constructor(parts: SourceParts) {
    this.#parts = parts;
  }

  /** The reader takes that much more. */
  grant(weight: number): void {
    if (this.#isStopped) return;
    this.#credit = Math.min(this.#credit + weight, mostCredit);
    this.#parts.rows.breath.renew();
    if (this.#state === 'new' || this.#state === 'waiting') void this.#pump();
  }

  /** The reader takes nothing more. What the stream stands on is told by its own `return`. */
  stop(): void {
    if (this.#isStopped || this.#state === 'ended') return;
    this.#isStopped = true;
    this.#parts.onStop?.();
    // Where it is just being opened, it is told as soon as it is there.
    if (this.#state !== 'pumping' || this.#iterator) void this.#finish();
  }

  /** What it was a part of has ended: nothing more is said, and nothing waited for. */
  drop(): void {
    this.#isStopped = true;
    this.#end(() => {});
    void this.#return();
  }

  async #pump(): Promise<void> {
    this.#state = 'pumping';
    const { make, rows } = this.#parts;
    let isOurs = false;
    try {
      this.#iterator ??= make()[Symbol.asyncIterator]();
      while (this.#credit > 0 && !this.#isStopped) {
        if (rows.breath.isOut) {
          await rows.breath.wait();
          continue;
        }
        const { value, done } = await this.#iterator.next();
        if (done) return this.#end(this.#sayEnd);
        // Also where the reader has gone meanwhile: whoever gets it releases what is in it.
        isOurs = true;
        if (!this.#hasEnded) this.#item(value);
        isOurs = false;
      }
    } catch (error) {
      const { key } = this.#parts;
      this.#end(() => rows.fail(key, isOurs && isValueFault(error), error));
      // It may be the value that could not be sent: the stream itself does not know yet.
      return this.#return();
    }
    if (this.#hasEnded) return this.#return();
    this.#state = 'waiting';
    if (this.#isStopped) await this.#finish();
  }

  // What other code did while this one waited.
  get #hasEnded(): boolean {
    return this.#state === 'ended';
  }

  #item(value: unknown): void {
    const weight = this.#parts.rows.item(this.#parts, value);
    this.#credit -= weight;
    this.#parts.rows.breath.spend(weight);
  }

  /** A generator ends when the item that it works on is done. */
  async #finish(): Promise<void> {
    await this.#return();
    this.#end(this.#sayEnd);
  }

  /** Tells the stream, once; how that fails has no reader. */
  #return(): Promise<void> {
    const iterator = this.#iterator;
    if (!iterator) return Promise.resolve();
    const tell = async (): Promise<void> => {
      await iterator.return?.();
    };
    this.#returned ??= tell().catch(() => {});
    return this.#returned;
  }

  readonly #sayEnd = (): void => this.#parts.rows.end(this.#parts.key);

  #end(say: () => void): void {
    if (this.#state === 'ended') return;
    this.#state = 'ended';
    say();
    this.#parts.onEnd();
  }
}
