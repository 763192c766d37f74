import type { Readable, Writable } from 'node:stream';
import type { MortiseError } from '@mortise/core';
import {
  FrameWriter,
  Inbox,
  type Largest,
  type Message,
  type Receiver,
  readFrames,
  type Transport,
} from '@mortise/rpc';

/** Frames to a child process and back. What it does not read waits, and counts as unsent. */
export class PipeTransport implements Transport {
  readonly #input: Writable;
  readonly #output: Readable;
  readonly #writer = new FrameWriter();
  readonly #inbox: Inbox<Uint8Array>;

  constructor(input: Writable, output: Readable) {
    this.#input = input;
    this.#output = output;
    this.#inbox = new Inbox(readFrames, () => {
      output.off('data', this.#inbox.receive);
      // What it still says is let go, so that it does not wait for us.
      output.resume();
    });
  }

  get unsent(): number {
    return this.#input.writableLength;
  }

  open(receiver: Receiver, largest: Largest): void {
    this.#inbox.open(receiver, largest);
    this.#output.on('data', this.#inbox.receive);
    this.#output.resume();
  }

  send(message: Message): void {
    if (this.#inbox.isClosed || !this.#input.writable) return;
    const parts = this.#writer.write(message);
    if (parts.length === 1) {
      this.#input.write(parts[0]);
      return;
    }
    this.#input.cork();
    for (const part of parts) this.#input.write(part);
    this.#input.uncork();
  }

  close(): void {
    this.#inbox.close();
  }

  /** The other side has gone. */
  hangUp(reason: MortiseError): void {
    this.#inbox.hangUp(reason);
  }
}
