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
  /** What is under way and no message, in bytes. */
  #ahead = 0;

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
    // Node counts off what was written a little before it says so.
    return Math.max(0, this.#input.writableLength - this.#ahead);
  }

  /** Sends what comes before the first message. A large bundle is nothing that the other side does not read. */
  begin(parts: readonly Uint8Array[]): void {
    this.#ahead = parts.reduce((sum, { length }) => sum + length, 0);
    this.#writeAll(parts, () => {
      this.#ahead = 0;
    });
  }

  open(receiver: Receiver, largest: Largest): void {
    this.#inbox.open(receiver, largest);
    this.#output.on('data', this.#inbox.receive);
    this.#output.resume();
  }

  send(message: Message): void {
    if (this.#inbox.isClosed || !this.#input.writable) return;
    this.#writeAll(this.#writer.write(message));
  }

  close(): void {
    this.#inbox.close();
  }

  /** @param onWritten told where the pipe has taken all of it */
  #writeAll(parts: readonly Uint8Array[], onWritten?: () => void): void {
    if (parts.length > 1) this.#input.cork();
    for (const [index, part] of parts.entries())
      this.#input.write(part, index === parts.length - 1 ? onWritten : undefined);
    if (parts.length > 1) this.#input.uncork();
  }

  /** The other side has gone. */
  hangUp(reason: MortiseError): void {
    this.#inbox.hangUp(reason);
  }
}
