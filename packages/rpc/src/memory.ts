import type { MortiseError } from '@mortise/core';
import { fromClone, toClone } from './clone-form.ts';
import { connectionClosed } from './errors.ts';
import { FrameWriter } from './frame-writer.ts';
import { Inbox, type OpenReader, readFrames } from './inbox.ts';
import type { Largest, Receiver, Transport } from './transport.ts';
import type { Message } from './wire/message.ts';

/** How messages cross: as structured clone would carry them, or as bytes. */
export type MemoryForm = 'clone' | 'framed';

/** How two transports in one process behave. */
export interface MemoryOptions {
  /** `clone` unless told. */
  readonly form?: MemoryForm;
  /** Sees each message before it is delivered and may put another in its place, or several, or none. */
  readonly tamper?: (data: unknown, from: 'a' | 'b') => readonly unknown[];
}

/** One end of a pair. */
export interface MemoryTransport extends Transport {
  /** The other end has gone: behind what has arrived before, the receiver is told so. */
  hangUp(reason: MortiseError): void;
}

/** Two transports in one process, and the fences between them. */
export interface MemoryPair {
  readonly a: MemoryTransport;
  readonly b: MemoryTransport;
  /** Messages that were sent and not delivered. */
  readonly inFlight: number;
  /** From now on messages wait. */
  hold(): void;
  /** Delivers the oldest message that waits. @returns whether there was one */
  step(): boolean;
  /** Delivers what waits and goes on as before. */
  flow(): void;
  /** Resolves once no message has been under way for a whole turn of the event loop. */
  idle(): Promise<void>;
  /** Delivers data to one side as if the other had sent it. */
  inject(to: 'a' | 'b', data: unknown): void;
  /** Ends both sides at once, without delivering what is under way. */
  crash(reason: MortiseError): void;
}

/**
 * Makes two transports in one process that pass messages through the same form as a boundary would, so
 * that neither side can see the other's memory. For tests, strict mode and measuring.
 *
 * @example
 * ```ts
 * import { connect } from '@mortise/rpc';
 * import { createMemoryPair } from '@mortise/rpc/memory';
 *
 * const { a, b } = createMemoryPair();
 * const [here, there] = await Promise.all([connect(a), connect(b)]);
 * await here.close();
 * console.log((await there.closed).code); // connection_closed
 * ```
 */
export const createMemoryPair = ({ form = 'clone', tamper }: MemoryOptions = {}): MemoryPair => {
  const queue: (() => void)[] = [];
  let isHeld = false;
  let isScheduled = false;
  const deliver = (): boolean => {
    const next = queue.shift();
    next?.();
    return next !== undefined;
  };
  const run = (): void => {
    isScheduled = false;
    // Those that are sent meanwhile come with the next turn, as they would across a boundary.
    for (let count = queue.length; count > 0 && !isHeld; count -= 1) deliver();
  };
  const schedule = (work: () => void): void => {
    queue.push(work);
    if (isHeld || isScheduled) return;
    isScheduled = true;
    queueMicrotask(run);
  };
  const send = (to: MemoryEnd, data: unknown, from: 'a' | 'b'): void => {
    for (const one of tamper ? tamper(data, from) : [data]) schedule(() => to.receive(one));
  };
  const a: MemoryEnd = new MemoryEnd(
    form,
    (data) => send(b, data, 'a'),
    () => schedule(() => b.hangUp()),
  );
  const b: MemoryEnd = new MemoryEnd(
    form,
    (data) => send(a, data, 'b'),
    () => schedule(() => a.hangUp()),
  );
  const flow = (): void => {
    isHeld = false;
    if (queue.length > 0) schedule(() => {});
  };
  return {
    a,
    b,
    get inFlight() {
      return queue.length;
    },
    hold: () => {
      isHeld = true;
    },
    step: deliver,
    flow,
    idle: async () => {
      do await new Promise((resolve) => setTimeout(resolve, 0));
      while (queue.length > 0 && !isHeld);
    },
    inject: (to, data) => schedule(() => (to === 'a' ? a : b).receive(data)),
    crash: (reason) => {
      queue.length = 0;
      for (const end of [a, b]) end.hangUp(reason);
    },
  };
};

class MemoryEnd implements MemoryTransport {
  /** All that is sent is gone at once. */
  readonly unsent = 0;
  readonly #form: MemoryForm;
  readonly #post: (data: unknown) => void;
  readonly #writer = new FrameWriter();
  readonly #inbox: Inbox<unknown>;

  constructor(form: MemoryForm, post: (data: unknown) => void, onClose: () => void) {
    this.#form = form;
    this.#post = post;
    this.#inbox = new Inbox(openReader[form], onClose);
  }

  open(receiver: Receiver, largest: Largest): void {
    this.#inbox.open(receiver, largest);
  }

  send(message: Message): void {
    if (this.#inbox.isClosed) return;
    if (this.#form === 'framed') this.#post(Buffer.concat(this.#writer.write(message)));
    else {
      const { data, transfer } = toClone(message);
      this.#post(structuredClone(data, { transfer }));
    }
  }

  close(): void {
    this.#inbox.close();
  }

  /** What the other end sent. */
  receive(data: unknown): void {
    this.#inbox.receive(data);
  }

  /** The other end has closed. */
  hangUp(reason: MortiseError = connectionClosed('the other side has closed it')): void {
    this.#inbox.hangUp(reason);
  }
}

const openReader: Record<MemoryForm, OpenReader<unknown>> = {
  clone: (largest, deliver) => (data) => deliver(fromClone(data, largest)),
  framed: readFrames as OpenReader<unknown>,
};
