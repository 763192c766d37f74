import type { Readable, Writable } from 'node:stream';
import { isMortiseError, type MortiseError, messageOf } from '@mortise/core';
import {
  FrameReader,
  FrameWriter,
  type Largest,
  type Message,
  protocolViolation,
  type Receiver,
  type Transport,
} from '@mortise/rpc';

/** Frames to a child process and back. What it does not read waits, and counts as unsent. */
export class PipeTransport implements Transport {
  readonly #input: Writable;
  readonly #output: Readable;
  readonly #writer = new FrameWriter();
  #reader: FrameReader | undefined;
  #receiver: Receiver | undefined;
  #isClosed = false;

  constructor(input: Writable, output: Readable) {
    this.#input = input;
    this.#output = output;
  }

  get unsent(): number {
    return this.#input.writableLength;
  }

  open(receiver: Receiver, largest: Largest): void {
    this.#receiver = receiver;
    this.#reader = new FrameReader(largest);
    this.#output.on('data', this.#onData);
    this.#output.resume();
  }

  send(message: Message): void {
    if (this.#isClosed || !this.#input.writable) return;
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
    this.#isClosed = true;
    this.#output.off('data', this.#onData);
    // What it still says is let go, so that it does not wait for us.
    this.#output.resume();
  }

  /** The other side has gone. */
  hangUp(reason: MortiseError): void {
    if (this.#isClosed) return;
    this.close();
    this.#receiver?.closed(reason);
  }

  readonly #onData = (chunk: Uint8Array): void => {
    let messages: Message[];
    try {
      messages = this.#reader?.push(chunk) ?? [];
    } catch (error) {
      this.hangUp(isMortiseError(error) ? error : protocolViolation(messageOf(error), error));
      return;
    }
    for (const message of messages) if (!this.#isClosed) this.#receiver?.message(message);
  };
}
