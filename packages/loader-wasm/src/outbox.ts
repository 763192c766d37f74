import type { TextMessage } from '@mortise/rpc';
import { mostUnread } from './unread.ts';

/**
 * After how many deliveries the event loop gets its turn: a plugin and a service that answer each other would keep it
 * from timers and everybody else.
 */
const mostInTurn = 64;

/** What an engine has sent. It sends while its host is sending, so that it is delivered a little later. */
export class Outbox {
  #waiting: TextMessage[] = [];
  /** Characters and bytes. */
  #waitingSize = 0;
  #deliver: ((message: TextMessage) => void) | undefined;
  #isScheduled = false;
  /** Since the event loop had its turn. */
  #deliveries = 0;
  readonly #onFull: () => void;
  #onEmpty: (() => void)[] = [];

  /** @param onFull told once the engine rests, where it has sent too much meanwhile */
  constructor(onFull: () => void) {
    this.#onFull = onFull;
  }

  /** @param deliver takes what waits, and all that follows */
  open(deliver: (message: TextMessage) => void): void {
    this.#deliver = deliver;
    this.#schedule();
  }

  push(message: TextMessage): void {
    const parts = typeof message === 'string' ? [message] : message;
    for (const { length } of parts) this.#waitingSize += length;
    if (this.#waitingSize > mostUnread) this.#waiting = [];
    else this.#waiting.push(message);
    this.#schedule();
  }

  /** Nobody takes anything any more. May be called again. */
  close(): void {
    this.#deliver = () => {};
    this.#waiting = [];
  }

  /** Tells once nothing waits that somebody takes. */
  whenEmpty(tell: () => void): void {
    if (this.#isScheduled) this.#onEmpty.push(tell);
    else tell();
  }

  #schedule(): void {
    if (this.#isScheduled || !this.#deliver) return;
    this.#isScheduled = true;
    this.#deliveries += 1;
    if (this.#deliveries < mostInTurn) queueMicrotask(this.#deliverAll);
    else {
      this.#deliveries = 0;
      setImmediate(this.#deliverAll);
    }
  }

  readonly #deliverAll = (): void => {
    this.#isScheduled = false;
    const isFull = this.#waitingSize > mostUnread;
    this.#waitingSize = 0;
    if (isFull) this.#onFull();
    for (const message of this.#waiting.splice(0)) this.#deliver?.(message);
    if (!this.#isScheduled) for (const tell of this.#onEmpty.splice(0)) tell();
  };
}
