import type { WriteValue } from '@mortise/core';

/** What a source says to the reader on the other side. */
export interface SourceRows {
  /** @returns the item's weight */
  item(key: number, write: WriteValue, value: unknown): number;
  end(key: number): void;
  fail(key: number, error: unknown): void;
}

/** What a source stands on. */
export interface SourceParts {
  /** How rows of the other side name it. */
  readonly key: number;
  readonly rows: SourceRows;
  /** Opens the stream, once there is credit. */
  readonly make: () => AsyncIterable<unknown>;
  readonly write: WriteValue;
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

  constructor(parts: SourceParts) {
    this.#parts = parts;
  }

  /** The reader takes that much more. */
  grant(weight: number): void {
    this.#credit += weight;
    if (this.#state === 'new' || this.#state === 'waiting') void this.#pump();
  }

  /** The reader takes nothing more. What the stream stands on is told by its own `return`. */
  stop(): void {
    if (this.#isStopped || this.#state === 'ended') return;
    this.#isStopped = true;
    this.#parts.onStop?.();
    if (this.#state === 'pumping') {
      // A generator ends when the item that it works on is done; its failure then has no reader.
      void this.#return().catch(() => {});
    } else void this.#finish();
  }

  async #pump(): Promise<void> {
    this.#state = 'pumping';
    try {
      this.#iterator ??= this.#parts.make()[Symbol.asyncIterator]();
      while (this.#credit > 0) {
        const { value, done } = await this.#iterator.next();
        if (done || this.#isStopped) return this.#end(() => this.#parts.rows.end(this.#parts.key));
        this.#credit -= this.#parts.rows.item(this.#parts.key, this.#parts.write, value);
      }
      this.#state = 'waiting';
    } catch (error) {
      this.#end(() => this.#parts.rows.fail(this.#parts.key, error));
      // It may be the value that could not be sent: the stream itself does not know yet.
      await this.#return().catch(() => {});
    }
  }

  async #finish(): Promise<void> {
    await this.#return().catch(() => {});
    this.#end(() => this.#parts.rows.end(this.#parts.key));
  }

  async #return(): Promise<void> {
    await this.#iterator?.return?.();
  }

  #end(say: () => void): void {
    if (this.#state === 'ended') return;
    this.#state = 'ended';
    say();
    this.#parts.onEnd();
  }
}
