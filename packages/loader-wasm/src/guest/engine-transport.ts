import { type Cell, Inbox, type Largest, type Message, type Receiver, type Transport } from '@mortise/rpc';
import type { HostCalls } from './host-calls.ts';

const none: Uint8Array[] = [];

/** Messages to the engine's host and back. */
export class EngineTransport implements Transport {
  /** What is sent is the host's at once. */
  readonly unsent = 0;
  readonly copiesBytes = true;
  readonly #send: HostCalls['send'];
  readonly #inbox = new Inbox<Message>((_, deliver) => deliver);

  constructor({ send }: HostCalls) {
    this.#send = send;
  }

  open(receiver: Receiver, largest: Largest): void {
    this.#inbox.open(receiver, largest);
  }

  send({ cells, attachments }: Message): void {
    if (this.#inbox.isClosed) return;
    // Nothing is spread where there is nothing: that takes an engine that interprets as long as the rest.
    if (attachments.length === 0) this.#send(JSON.stringify(cells));
    else this.#send(JSON.stringify(cells), ...attachments);
  }

  close(): void {
    this.#inbox.close();
  }

  /** The host has sent something, which is believed: it could do to us whatever it liked. */
  readonly receive = (json: string): void => {
    this.#inbox.receive({ cells: JSON.parse(json) as Cell[], attachments: none });
  };

  /** The same with attachments: a list of the rest takes an engine that interprets long, also where that is empty. */
  readonly receiveWith = (json: string, ...attachments: Uint8Array[]): void => {
    this.#inbox.receive({ cells: JSON.parse(json) as Cell[], attachments });
  };
}
