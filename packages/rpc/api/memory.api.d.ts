import { MortiseError } from '@mortise/core';

/** What a row is made of. Everything that a contract can say is taken apart into these. */
type Cell = string | number | boolean | null;
/**
 * What one side sends to the other at once: the rows of one turn, one behind the other in one flat list,
 * and the attachments that they name by index. Text never carries bytes.
 */
interface Message {
    readonly cells: Cell[];
    readonly attachments: Uint8Array[];
}

/** Whom a transport tells what arrives. */
interface Receiver {
    message(message: Message): void;
    /** Told once, as the last thing: why nothing more will come. */
    closed(reason: MortiseError): void;
}
/**
 * Carries messages to the other side and back: in order, each once, none lost before `closed` is told.
 * Whoever made it owns what it stands on, such as a thread or a process, and ends that himself.
 */
interface Transport {
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
interface Largest {
    readonly cells: number;
    readonly size: number;
}

/** How messages cross: as structured clone would carry them, or as bytes. */
type MemoryForm = 'clone' | 'framed';
/** How two transports in one process behave. */
interface MemoryOptions {
    /** `clone` unless told. */
    readonly form?: MemoryForm;
    /** Sees each message before it is delivered and may put another in its place, or several, or none. */
    readonly tamper?: (data: unknown, from: 'a' | 'b') => readonly unknown[];
}
/** One end of a pair. */
interface MemoryTransport extends Transport {
    /** The other end has gone: behind what has arrived before, the receiver is told so. */
    hangUp(reason: MortiseError): void;
}
/** Two transports in one process, and the fences between them. */
interface MemoryPair {
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
declare const createMemoryPair: ({ form, tamper }?: MemoryOptions) => MemoryPair;

export { createMemoryPair };
export type { MemoryForm, MemoryOptions, MemoryPair, MemoryTransport };
