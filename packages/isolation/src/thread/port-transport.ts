import type { MortiseError } from '@mortise/core';
import {
  fromClone,
  fromText,
  Inbox,
  type Largest,
  type Message,
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

/** A message as it leaves. */
interface Sent {
  readonly data: unknown;
  readonly transfer: readonly ArrayBuffer[];
  /** About how much memory it takes, in bytes. */
  readonly size: number;
}

/** How a message looks on its way. */
export interface PortForm {
  /** Whether an engine that interprets takes it: see `Transport`. */
  readonly isNested?: boolean;
  write(message: Message): Sent;
  /** @throws MortiseError `protocol_violation` */
  read(data: unknown, largest: Largest): Message;
}

/** As structured clone carries it. */
const cloneForm: PortForm = {
  // Spreading what `toClone` returns would take a tenth of a call's time.
  write: (message) => {
    const { data, transfer } = toClone(message);
    return { data, transfer, size: sizeOf(message) };
  },
  read: fromClone,
};

/** As texts and bytes, for an engine that interprets. */
export const textForm: PortForm = {
  isNested: true,
  write: (message) => {
    const { attachments } = message;
    const data = toText(message);
    const [text, ...bytes] = typeof data === 'string' ? [data] : data;
    return {
      data,
      transfer: attachments.map(({ buffer }) => buffer as ArrayBuffer),
      size: bytes.reduce((sum, { length }) => sum + length, text.length),
    };
  },
  read: fromText,
};

/** Bytes that are sent before the other side is asked whether it still reads. */
const askedAfter = 256 * 1024;

/** Messages over `postMessage`, as structured clone carries them or as texts; numbers beside them are credit. */
export class PortTransport implements Transport {
  readonly #port: Port;
  readonly #form: PortForm;
  readonly #credit: Credit;
  readonly #inbox: Inbox<unknown>;

  /** It listens from now on. */
  constructor(port: Port, form = cloneForm) {
    this.#port = port;
    this.#form = form;
    this.#credit = new Credit((number) => port.postMessage(number), askedAfter);
    this.#inbox = new Inbox(
      (largest, deliver) => (data) => {
        if (typeof data === 'number') this.#credit.take(data);
        else deliver(form.read(data, largest));
      },
      () => port.off('message', this.#inbox.receive),
    );
    port.on('message', this.#inbox.receive);
  }

  get isNested(): boolean {
    return this.#form.isNested ?? false;
  }

  get unsent(): number {
    return this.#credit.unread;
  }

  open(receiver: Receiver, largest: Largest): void {
    this.#inbox.open(receiver, largest);
  }

  send(message: Message): void {
    if (this.#inbox.isClosed) return;
    const { data, transfer, size } = this.#form.write(message);
    this.#port.postMessage(data, transfer);
    this.#credit.add(size);
  }

  close(): void {
    this.#inbox.close();
  }

  /** The other side has gone. */
  hangUp(reason: MortiseError): void {
    this.#inbox.hangUp(reason);
  }
}

/** About how much memory a message takes. */
const sizeOf = ({ cells, attachments }: Message): number => {
  let size = cells.length * 8;
  for (const cell of cells) if (typeof cell === 'string') size += cell.length;
  for (const { length } of attachments) size += length;
  return size;
};
