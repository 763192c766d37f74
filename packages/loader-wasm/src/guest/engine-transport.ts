import type { Cell, Message, Receiver, Transport } from '@mortise/rpc';
import type { HostCalls } from './host-calls.ts';

/** Messages to the engine's host and back. */
export class EngineTransport implements Transport {
  /** What is sent is the host's at once. */
  readonly unsent = 0;
  readonly #send: HostCalls['send'];
  #receiver: Receiver | undefined;
  #early: Message[] = [];
  #isClosed = false;

  constructor({ send }: HostCalls) {
    this.#send = send;
  }

  open(receiver: Receiver): void {
    this.#receiver = receiver;
    queueMicrotask(() => {
      for (const message of this.#early.splice(0)) receiver.message(message);
    });
  }

  send({ cells, attachments }: Message): void {
    if (!this.#isClosed) this.#send(JSON.stringify(cells), ...attachments);
  }

  close(): void {
    this.#isClosed = true;
  }

  /** The host has sent something, which is believed: it could do to us whatever it liked. */
  receive(json: string, attachments: Uint8Array[]): void {
    if (this.#isClosed) return;
    const message: Message = { cells: JSON.parse(json) as Cell[], attachments };
    if (this.#receiver) this.#receiver.message(message);
    else this.#early.push(message);
  }
}
