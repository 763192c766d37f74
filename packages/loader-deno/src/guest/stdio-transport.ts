import {
  FrameWriter,
  Inbox,
  type Largest,
  type Message,
  type Receiver,
  readFrames,
  type Transport,
} from '@mortise/rpc';
import { writeOut } from './deno-api.ts';

/** Frames to the host and back, over the standard streams. */
export class StdioTransport implements Transport {
  /** Writing waits until the host has taken it. */
  readonly unsent = 0;
  readonly copiesBytes = true;
  readonly #writer = new FrameWriter();
  readonly #inbox = new Inbox(readFrames);
  readonly #write: (bytes: Uint8Array) => void;

  /** @param write sends bytes to the other side; to the host unless told */
  constructor(write: (bytes: Uint8Array) => void = (bytes) => writeAll(bytes)) {
    this.#write = write;
  }

  open(receiver: Receiver, largest: Largest): void {
    this.#inbox.open(receiver, largest);
  }

  send(message: Message): void {
    if (this.#inbox.isClosed) return;
    for (const part of this.#writer.write(message)) this.#write(part);
  }

  close(): void {
    this.#inbox.close();
  }

  /** @param chunk is kept */
  receive(chunk: Uint8Array): void {
    this.#inbox.receive(chunk);
  }
}

/** Writes all of it, however many times that takes; to the host unless told. */
export const writeAll = (bytes: Uint8Array, write = writeOut): void => {
  for (let at = 0; at < bytes.length; ) at += write(bytes.subarray(at));
};
