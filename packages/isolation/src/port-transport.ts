import { isMortiseError, type MortiseError, messageOf } from '@mortise/core';
import {
  fromClone,
  fromText,
  type Largest,
  type Message,
  protocolViolation,
  type Receiver,
  type Transport,
  toClone,
  toText,
} from '@mortise/rpc';
import { Credit } from './credit.ts';

/** One end of what `postMessage` connects: a `Worker`, or the port that a worker has of its own. */
export interface Port {
  postMessage(data: unknown, transfer?: readonly ArrayBuffer[]): void;
  on(event: 'message', listener: (data: unknown) => void): unknown;
  off(event: 'message', listener: (data: unknown) => void): unknown;
}

/** How a message looks on its way. */
export interface PortForm {
  write(message: Message): { readonly data: unknown; readonly transfer: readonly ArrayBuffer[] };
  /** @throws MortiseError `protocol_violation` */
  read(data: unknown, largest: Largest): Message;
}

/** As structured clone carries it. */
const cloneForm: PortForm = { write: toClone, read: fromClone };

/** As texts and bytes. */
export const textForm: PortForm = {
  write: (message) => ({
    data: toText(message),
    transfer: message.attachments.map(({ buffer }) => buffer as ArrayBuffer),
  }),
  read: fromText,
};

/** Bytes that are sent before the other side is asked whether it still reads. */
const askedAfter = 256 * 1024;

/** Messages over `postMessage`, as structured clone carries them or as texts; numbers beside them are credit. */
export class PortTransport implements Transport {
  readonly #port: Port;
  readonly #form: PortForm;
  #receiver: Receiver | undefined;
  #largest: Largest = { cells: 0, size: 0 };
  /** What has arrived before there was a receiver. */
  #early: unknown[] = [];
  #isClosed = false;
  readonly #credit: Credit;

  /** It listens from now on. */
  constructor(port: Port, form = cloneForm) {
    this.#port = port;
    this.#form = form;
    this.#credit = new Credit((number) => port.postMessage(number), askedAfter);
    port.on('message', this.#onMessage);
  }

  get unsent(): number {
    return this.#credit.unread;
  }

  open(receiver: Receiver, largest: Largest): void {
    this.#receiver = receiver;
    this.#largest = largest;
    queueMicrotask(() => {
      for (const data of this.#early.splice(0)) this.#onMessage(data);
    });
  }

  send(message: Message): void {
    if (this.#isClosed) return;
    const { data, transfer } = this.#form.write(message);
    this.#port.postMessage(data, transfer);
    this.#credit.add(sizeOf(message));
  }

  close(): void {
    this.#isClosed = true;
    this.#early = [];
    this.#port.off('message', this.#onMessage);
  }

  /** The other side has gone. */
  hangUp(reason: MortiseError): void {
    if (this.#isClosed) return;
    this.close();
    this.#receiver?.closed(reason);
  }

  readonly #onMessage = (data: unknown): void => {
    if (this.#isClosed) return;
    if (!this.#receiver) this.#early.push(data);
    else if (typeof data === 'number') this.#credit.take(data);
    else this.#deliver(data, this.#receiver);
  };

  #deliver(data: unknown, receiver: Receiver): void {
    let message: Message;
    try {
      message = this.#form.read(data, this.#largest);
    } catch (error) {
      this.hangUp(isMortiseError(error) ? error : protocolViolation(messageOf(error), error));
      return;
    }
    receiver.message(message);
  }
}

/** About how much memory a message takes. */
const sizeOf = ({ cells, attachments }: Message): number => {
  let size = cells.length * 8;
  for (const cell of cells) if (typeof cell === 'string') size += cell.length;
  for (const { length } of attachments) size += length;
  return size;
};
