import { isMortiseError, type MortiseError } from '@mortise/core';
import { unexpected } from './errors.ts';
import { FrameReader } from './frame-reader.ts';
import type { Largest, Receiver } from './transport.ts';
import type { Message } from './wire/message.ts';

/**
 * Makes what reads all that arrives at one transport.
 *
 * @param largest what a message may have
 * @param deliver takes each message that is whole
 * @returns gets what has arrived, which may be anything; throws `protocol_violation`
 */
export type OpenReader<Data> = (
  largest: Largest,
  deliver: (message: Message) => void,
) => (data: Data) => void;

/** Reads a byte stream: frames, wherever they were cut. Chunks must not change later. */
export const readFrames: OpenReader<Uint8Array> = (largest, deliver) => {
  const reader = new FrameReader(largest);
  return (chunk) => {
    for (const message of reader.push(chunk)) deliver(message);
  };
};

/**
 * The half of a transport that gets messages: what arrives before `open` waits, the end too; what cannot be read ends
 * it; nothing comes behind the end.
 *
 * @example
 * ```ts
 * import { Inbox, readFrames, toFrame } from '@mortise/rpc';
 *
 * const inbox = new Inbox(readFrames);
 * for (const part of toFrame({ cells: [1, 2], attachments: [] })) inbox.receive(part);
 * const cells = await new Promise((resolve) => {
 *   const message = ({ cells }: { cells: unknown[] }) => resolve(cells);
 *   inbox.open({ message, closed: () => {} }, { cells: 10, size: 1_000 });
 * });
 * console.log(cells); // [ 1, 2 ]
 * ```
 */
export class Inbox<Data> {
  readonly #openReader: OpenReader<Data>;
  readonly #onClosed: () => void;
  #receiver: Receiver | undefined;
  /** There with the first delivery, so that what comes meanwhile does not overtake what came before. */
  #read: ((data: Data) => void) | undefined;
  readonly #early: (() => void)[] = [];
  #isClosed = false;

  /** @param onClosed told once, when nothing is taken any more */
  constructor(openReader: OpenReader<Data>, onClosed: () => void = () => {}) {
    this.#openReader = openReader;
    this.#onClosed = onClosed;
  }

  get isClosed(): boolean {
    return this.#isClosed;
  }

  /** Starts delivery, as a transport's `open` does. Called once. */
  open(receiver: Receiver, largest: Largest): void {
    const read = this.#openReader(largest, (message) => {
      if (!this.#isClosed) receiver.message(message);
    });
    queueMicrotask(() => {
      this.#receiver = receiver;
      this.#read = read;
      for (const arrive of this.#early.splice(0)) arrive();
    });
  }

  /** Takes what has arrived. */
  readonly receive = (data: Data): void => {
    if (this.#isClosed) return;
    if (!this.#read) {
      this.#early.push(() => this.receive(data));
      return;
    }
    try {
      this.#read(data);
    } catch (error) {
      // Before it closes: the receiver may still tell the other side why.
      this.#receiver?.closed(isMortiseError(error) ? error : unexpected(error));
      this.close();
    }
  };

  /** The other side has gone: behind what has arrived before, the receiver is told so. */
  hangUp(reason: MortiseError): void {
    if (this.#isClosed) return;
    if (!this.#receiver) {
      this.#early.push(() => this.hangUp(reason));
      return;
    }
    this.close();
    this.#receiver.closed(reason);
  }

  /** Nothing is delivered from now on. May be called again. */
  close(): void {
    if (this.#isClosed) return;
    this.#isClosed = true;
    this.#onClosed();
  }
}
