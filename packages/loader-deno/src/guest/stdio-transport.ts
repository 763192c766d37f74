import {
  FrameReader,
  FrameWriter,
  type Largest,
  type Message,
  type Receiver,
  type Transport,
} from '@mortise/rpc';
import { stdout } from './deno-api.ts';

/** Frames to the host and back, over the standard streams. */
export class StdioTransport implements Transport {
  /** Writing waits until the host has taken it. */
  readonly unsent = 0;
  readonly #writer = new FrameWriter();
  #reader: FrameReader | undefined;
  #receiver: Receiver | undefined;
  #early: Uint8Array[] = [];
  #isClosed = false;

  open(receiver: Receiver, largest: Largest): void {
    this.#receiver = receiver;
    this.#reader = new FrameReader(largest);
    queueMicrotask(() => {
      for (const chunk of this.#early.splice(0)) this.receive(chunk);
    });
  }

  send(message: Message): void {
    if (this.#isClosed) return;
    for (const part of this.#writer.write(message)) writeAll(part);
  }

  close(): void {
    this.#isClosed = true;
  }

  /** @param chunk is kept */
  receive(chunk: Uint8Array): void {
    if (this.#isClosed) return;
    if (!this.#reader) this.#early.push(chunk);
    else for (const message of this.#reader.push(chunk)) this.#receiver?.message(message);
  }
}

/** Writes all of it, however many times that takes. */
export const writeAll = (bytes: Uint8Array): void => {
  for (let at = 0; at < bytes.length; ) at += stdout.writeSync(bytes.subarray(at));
};
