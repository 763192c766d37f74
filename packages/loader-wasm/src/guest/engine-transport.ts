import { fromText, type Largest, type Message, type Receiver, type Transport, toText } from '@mortise/rpc';
import type { HostCalls } from './host-calls.ts';

/** Messages to the engine's host and back. */
export class EngineTransport implements Transport {
  /** What is sent is the host's at once. */
  readonly unsent = 0;
  readonly #send: HostCalls['send'];
  #receiver: Receiver | undefined;
  #largest: Largest = { cells: 0, size: 0 };
  #early: unknown[][] = [];
  #isClosed = false;

  constructor({ send }: HostCalls) {
    this.#send = send;
  }

  open(receiver: Receiver, largest: Largest): void {
    this.#receiver = receiver;
    this.#largest = largest;
    queueMicrotask(() => {
      for (const data of this.#early.splice(0)) this.receive(data);
    });
  }

  send(message: Message): void {
    if (this.#isClosed) return;
    const data = toText(message);
    if (typeof data === 'string') this.#send(data);
    else this.#send(...(data as [string, ...Uint8Array[]]));
  }

  close(): void {
    this.#isClosed = true;
  }

  /** The host has sent something. */
  receive(data: unknown[]): void {
    if (this.#isClosed) return;
    if (this.#receiver) this.#receiver.message(fromText(data, this.#largest));
    else this.#early.push(data);
  }
}
