import type { MessagePort } from 'node:worker_threads';
import { Credit } from '@mortise/isolation/thread';
import type { TextMessage } from '@mortise/rpc';
import { mostUnread } from '../unread.ts';

/** What the host has not read yet, at most, before messages wait here; in bytes. */
const window = 1024 * 1024;

interface Waiting {
  readonly data: unknown;
  readonly transfer: readonly ArrayBuffer[];
  readonly size: number;
}

/** Sends an engine's messages to the host, as fast as that reads them. */
export class OutgoingPort {
  readonly #port: MessagePort;
  readonly #onFull: () => void;
  #waiting: Waiting[] = [];
  #waitingSize = 0;
  readonly #credit: Credit;

  /** @param onFull told where too much waits */
  constructor(port: MessagePort, onFull: () => void) {
    this.#port = port;
    this.#onFull = onFull;
    // The host has something to answer before the window is full.
    this.#credit = new Credit((number) => port.postMessage(number), window / 4);
  }

  send(data: TextMessage): void {
    const [json, ...attachments] = typeof data === 'string' ? [data] : data;
    const size = attachments.reduce((sum, { length }) => sum + length, json.length + 64);
    const transfer = attachments.map(({ buffer }) => buffer as ArrayBuffer);
    if (this.#credit.unread < window) {
      this.#post({ data, transfer, size });
      return;
    }
    this.#waiting.push({ data, transfer, size });
    this.#waitingSize += size;
    if (this.#waitingSize > mostUnread) this.#onFull();
  }

  /** The host asks what we have read, or says what it has. */
  onNumber(number: number): void {
    this.#credit.take(number);
    let taken = 0;
    while (taken < this.#waiting.length && this.#credit.unread < window) {
      const next = this.#waiting[taken] as Waiting;
      this.#waitingSize -= next.size;
      this.#post(next);
      taken += 1;
    }
    this.#waiting.splice(0, taken);
  }

  #post({ data, transfer, size }: Waiting): void {
    this.#port.postMessage(data, transfer);
    this.#credit.add(size);
  }
}
