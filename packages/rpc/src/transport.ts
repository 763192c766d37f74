import type { MortiseError } from '@mortise/core';
import type { Message } from './wire/message.ts';

/** Whom a transport tells what arrives. */
export interface Receiver {
  message(message: Message): void;
  /** Told once, as the last thing: why nothing more will come. */
  closed(reason: MortiseError): void;
}

/**
 * Carries messages to the other side and back: in order, each once, none lost before `closed` is told.
 * Whoever made it owns what it stands on, such as a thread or a process, and ends that himself.
 */
export interface Transport {
  /**
   * Starts delivery. Called once; what has arrived before waits until then.
   *
   * @param receiver is never called from inside `open` or `send`
   * @param largest how many cells, and how many characters and bytes together, a message may have; a
   *   transport that gets more closes with `protocol_violation`
   */
  open(receiver: Receiver, largest: Largest): void;
  /** Sends or queues a message, which belongs to the transport from now on. Never throws; does nothing once closed. */
  send(message: Message): void;
  /** Bytes that were handed to `send` and have not left yet, as far as that can be known. */
  readonly unsent: number;
  /**
   * Whether it carries text to an engine that interprets (`isLean`): what JSON can say travels as it is then, and not
   * in cells. Unless told, it does not.
   */
  readonly isNested?: boolean;
  /**
   * Whether `send` has copied the attachments when it returns: large ones are given to it at once and as they are, with
   * no copy made before. Unless told, a message's attachments are its own.
   */
  readonly copiesBytes?: boolean;
  /** Sends what is queued, then ends. May be called again. `closed` follows where it was not told yet. */
  close(): void;
}

/** What one message may have. */
export interface Largest {
  readonly cells: number;
  readonly size: number;
}
