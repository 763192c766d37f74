import { MethodWire, MortiseError, Phase, ContractWire, StubCaller } from '@mortise/core';

/**
 * What is wrong with the signal of a call, where its caller has no types.
 *
 * @param signal which may be anything; one of another realm, or not of the platform, is right
 */
declare const badSignal: ({ name }: MethodWire, signal: AbortSignal | undefined) => MortiseError | undefined;

/** A call as an observer sees it. */
interface ObservedCall {
    /** Whether this side makes the call or answers it. */
    readonly direction: 'out' | 'in';
    /** The interface that the method belongs to. */
    readonly interface: string;
    readonly method: string;
    readonly result: 'promise' | 'stream';
    /** The arguments, which are the callee's: an observer reads them at most. */
    readonly args: readonly unknown[];
}
/**
 * Sees every call of a connection, in both directions.
 *
 * @param next makes the call: a promise of the result, or the stream. It is called once
 * @returns what `next` returned, or something of the same kind around it
 */
type Intercept = (call: ObservedCall, next: () => unknown) => unknown;

/** How much of a value a boundary lets through, in both directions. */
interface ValueLimits {
    /** Characters and bytes that one call, result or item may have: 16 Mi unless told. */
    readonly size: number;
    /** Cells that one call, result or item may have: 1,000,000 unless told. */
    readonly cells: number;
    /** How deep objects, lists and records may stand in each other: 64 unless told. */
    readonly depth: number;
}

declare const protocolVersion = 1;
/** What a row begins with, behind its length. */
declare const op: {
    readonly hello: 0;
    readonly call: 1;
    readonly result: 2;
    readonly error: 3;
    readonly cancel: 4;
    readonly open: 5;
    readonly item: 6;
    readonly end: 7;
    readonly fail: 8;
    readonly credit: 9;
    readonly stop: 10;
    readonly release: 11;
    readonly bye: 12;
};
/** How much a connection lets the other side do, and itself. */
interface Limits extends ValueLimits {
    /** Calls and streams that may be open at once, in each direction: 20,000 unless told. */
    readonly calls: number;
    /**
     * What the arguments of the other side's open calls may weigh together (PROTOCOL.md), and once more what the streams
     * among them have brought and nobody has read, where each item counts 80 more: 128 Mi unless told.
     */
    readonly held: number;
    /** Objects that the other side may hold, and that it may hand over: 20,000 unless told. */
    readonly stubs: number;
    /** Bytes that may wait because the other side does not read: 64 Mi unless told. */
    readonly unsent: number;
    /** What one stream may send ahead of its reader, in weight (PROTOCOL.md): 256 Ki unless told, 16 Mi at most. */
    readonly window: number;
}
declare const defaultLimits: Limits;
/** All limits: those that are told, and for the rest the usual ones. */
declare const limitsOf: (told?: Partial<Limits>) => Limits;
/** One object that a side offers from the start. */
interface Offer {
    /** The number that calls name it by. */
    readonly id: number;
    /** `era:runtime@1` */
    readonly contract: string;
    /** The full version that its wire module was generated from. */
    readonly version: string;
}

/** What an error says across a boundary. */
interface ErrorRecord {
    readonly code: string | null;
    readonly message: string;
    readonly hint: string | null;
    /** JSON text. */
    readonly data: string | null;
    /** Where it was thrown, a line for each call; none where that is not told. */
    readonly stack?: string | null;
}
/**
 * An error that code on the other side threw, with its code, message, hint and data kept. It is never
 * taken for one of Mortise's own, whatever its code says. Control characters are left out of its texts,
 * but line breaks and tabs.
 */
declare class RemoteError extends Error {
    /** The code that it was thrown with, one of the method's `@throws` as a rule. */
    readonly code?: string;
    readonly hint?: string;
    /** What JSON can say of its `data`; the JSON itself where that has more than 64 levels. */
    readonly data?: unknown;
    /** The plugin whose code threw it, where a loader knows that. */
    readonly pluginId?: string;
    /** What the plugin was asked to do. */
    readonly phase?: Phase;
    constructor({ code, message, hint, data, stack }: ErrorRecord);
}

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

/** How many of each are open. All are 0 where nothing is left of what was begun. */
interface Pending {
    /** Calls of ours that were not answered. */
    readonly calls: number;
    /** Those of them whose caller does not wait any more, after a deadline or an abort. They keep their place. */
    readonly late: number;
    /** Calls of the other side that were not answered. */
    readonly served: number;
    readonly streams: number;
    /** Those of them that we read, and have left, and that the other side has not ended. They keep their place. */
    readonly left: number;
    /** Objects that the other side holds beside those that it was offered. */
    readonly exported: number;
    /** Objects of the other side that we hold beside those that it offers. */
    readonly imported: number;
}

/** An object with its wire module: what one side offers the other. */
interface Provided {
    readonly wire: ContractWire;
    /** Read at each call: a getter may give one that comes later, or another one. */
    readonly object: object;
}
/** How one side of a connection behaves. */
interface ConnectOptions {
    /** What the other side can call, by name; all of it lasts as long as the connection. */
    readonly exports?: Readonly<Record<string, Provided>>;
    /** What this side takes and does at most. */
    readonly limits?: Partial<Limits>;
    /**
     * How long a call of this side may take at most, in milliseconds; a method's own `@deadline` holds where
     * it is shorter. Unless told, a method without one has 30,000; with `Infinity`, it has none.
     */
    readonly deadline?: number | undefined;
    /**
     * How long a reader on this side waits for one item of a stream at most, in milliseconds; a method's own
     * `@deadline` holds where it is shorter. Unless told, a method without one has 300,000; with `Infinity`,
     * it has none.
     */
    readonly idle?: number | undefined;
    /**
     * Lowers what `deadline` and `idle` say, or what holds without them, in milliseconds, and raises nothing: what the
     * other side asks for itself.
     */
    readonly ceilings?: {
        readonly deadline?: number | undefined;
        readonly idle?: number | undefined;
    } | undefined;
    /** How long the other side may take to say hello, in milliseconds; 10,000 unless told. */
    readonly handshake?: number;
    /** Sees every call, in both directions. */
    readonly intercept?: Intercept;
    /**
     * Told each error that a call or a stream of this side is about to be rejected with: what the other side's code
     * threw, and the protocol's own, where it is late, its value does not fit, or the other side lacks the method. It is
     * rejected with what this returns. Where it throws, it is rejected with the error itself, and Node prints a warning;
     * so it is for `onEnding`.
     */
    readonly onFault?: ((error: MortiseError | RemoteError) => Error) | undefined;
    /**
     * Told once why the connection ends, before anybody who waits is. What is open is rejected with what this
     * returns: a loader puts its plugin's name there.
     */
    readonly onEnding?: ((reason: MortiseError) => MortiseError) | undefined;
    /**
     * Whether this side believes what comes and keeps no limits: for the plugin's side of a boundary, in an engine
     * that interprets. The other side checks everything in any case.
     */
    readonly isLean?: boolean | undefined;
    /**
     * Whether errors that this side's code throws say where: for the plugin's side of a boundary. Unless told, they do
     * not, since a host's files are none of a plugin's business.
     */
    readonly tellsStacks?: boolean | undefined;
    /**
     * Calls `flush` when all that is to travel in one message has been said. Unless told, that is when a few
     * microtasks have added nothing.
     */
    readonly atTurnEnd?: ((flush: () => void) => void) | undefined;
    /** Ends the connection. */
    readonly signal?: AbortSignal | undefined;
}
/** A connection whose two sides have met. */
interface Connection extends AsyncDisposable {
    /** What the other side offers, by name. */
    readonly offers: Readonly<Record<string, Offer>>;
    /** What is open at this moment. */
    readonly pending: Pending;
    /** Resolves with the reason once the connection has ended, whoever ended it. Never rejects. */
    readonly closed: Promise<MortiseError>;
    /**
     * A stub of what the other side offers. It lives as long as the connection; each call makes another.
     *
     * @param wire the contract, from its `*.wire.gen.ts`
     * @param name as the other side offers it
     * @throws MortiseError `missing_export` where there is none of that name and contract
     */
    get<T extends object>(wire: ContractWire<T>, name: string): T;
    /**
     * What makes the calls of such a stub, for whoever makes stubs that outlive a connection.
     *
     * @param isUnlimited whether its calls have no deadline and are made also where all others are refused, because
     *   too many are open or too much waits: for what must get through
     * @throws MortiseError as {@link Connection.get} does
     */
    caller(wire: ContractWire, name: string, isUnlimited?: boolean): StubCaller;
    /** Ends the connection: open calls are rejected with `connection_closed`. May be called again. */
    close(): Promise<void>;
}
/** Puts an object beside its wire module, so that TypeScript compares them. */
declare const provide: <T extends object>(wire: ContractWire<T>, object: T) => Provided;
/**
 * Meets the other side of a transport. Both sides call it; either may offer objects and call the
 * other's. The connection owns the transport from now on, also when it fails.
 *
 * @returns once both sides have said hello
 * @throws MortiseError `invalid_option`; `handshake_failed` where the other side is silent or says something else, or
 *   the reason for which the transport closed
 */
declare const connect: (transport: Transport, options?: ConnectOptions) => Promise<Connection>;

declare const hooks: readonly ['intercept', 'onFault', 'onEnding'];
declare const times: readonly ['deadline', 'idle', 'handshake'];
/**
 * Looks whether a connection can be kept as it is asked for, where its author has no types: a timer would take `NaN`
 * for now, and no call would ever be late.
 *
 * @throws MortiseError `invalid_option`, which names the option
 */
declare const checkConnectOptions: (options: Pick<ConnectOptions, (typeof times)[number] | (typeof hooks)[number] | 'limits'>) => void;

/** A message as structured clone carries it: the cells, or the cells and behind them the attachments. */
type Cloned = readonly Cell[] | readonly [cells: readonly Cell[], ...attachments: Uint8Array[]];
/**
 * A message for `postMessage`.
 *
 * @returns what to post, and the buffers to move: those of the attachments, which are nobody else's
 */
declare const toClone: ({ cells, attachments }: Message) => {
    data: Cloned;
    transfer: ArrayBuffer[];
};
/**
 * A message that `postMessage` delivered, which may be anything.
 *
 * @throws MortiseError `protocol_violation`
 */
declare const fromClone: (data: unknown, largest: Largest) => Message;

declare const protocolViolation: (found: string, cause?: unknown) => MortiseError;

/**
 * Puts the chunks of a byte stream together to messages, wherever they were cut. It keeps at most one
 * frame, whose length is checked as soon as its head is there.
 */
declare class FrameReader {
    #private;
    constructor(largest: Largest);
    /** Whether a frame has begun that is not there yet. */
    get isInside(): boolean;
    /**
     * @param chunk the next bytes; they are read later too, so that they must not change
     * @returns the messages that are whole now
     * @throws MortiseError `protocol_violation`; nothing can be read after that
     */
    push(chunk: Uint8Array): Message[];
}

/**
 * Makes the frames of one connection, faster than `toFrame`: a small one is a view of a larger piece of
 * memory, which it shares with other frames of this writer and of no other one.
 */
declare class FrameWriter {
    #private;
    /**
     * @returns parts to be written one behind the other, to a byte stream of this connection. Their buffers
     *   are not theirs alone: they are neither transferred nor cloned
     */
    write({ cells, attachments }: Message): Uint8Array[];
}

/**
 * A message as bytes: the length of its text and the number of its attachments, the length of each
 * attachment, all as little-endian 32-bit integers; then the cells as a list in JSON, in UTF-8; then the
 * attachments. Nothing of an attachment is copied here.
 *
 * @returns parts to be written one behind the other; those that are no attachments have memory of their own
 */
declare const toFrame: ({ cells, attachments }: Message) => Uint8Array[];

/**
 * Makes what reads all that arrives at one transport.
 *
 * @param largest what a message may have
 * @param deliver takes each message that is whole
 * @returns gets what has arrived, which may be anything; throws `protocol_violation`
 */
type OpenReader<Data> = (largest: Largest, deliver: (message: Message) => void) => (data: Data) => void;
/** Reads a byte stream: frames, wherever they were cut. Chunks must not change later. */
declare const readFrames: OpenReader<Uint8Array>;
/**
 * The half of a transport that gets messages: what arrives before `open` waits, the end too; what cannot be read ends
 * it; nothing comes behind the end.
 *
 * @example
 * ```ts
 * import { Inbox, readFrames, toFrame } from '@mortise/rpc';
 *
 * const inbox = new Inbox(readFrames);
 * for (const part of toFrame({ cells: [1, 2], attachments: [] })) inbox.receive(part);
 * const cells = await new Promise((resolve) => {
 *   const message = ({ cells }: { cells: unknown[] }) => resolve(cells);
 *   inbox.open({ message, closed: () => {} }, { cells: 10, size: 1_000 });
 * });
 * console.log(cells); // [ 1, 2 ]
 * ```
 */
declare class Inbox<Data> {
    #private;
    /** @param onClosed told once, when nothing is taken any more */
    constructor(openReader: OpenReader<Data>, onClosed?: () => void);
    get isClosed(): boolean;
    /** Starts delivery, as a transport's `open` does. Called once. */
    open(receiver: Receiver, largest: Largest): void;
    /** Takes what has arrived. */
    readonly receive: (data: Data) => void;
    /** The other side has gone: behind what has arrived before, the receiver is told so. */
    hangUp(reason: MortiseError): void;
    /** Nothing is delivered from now on. May be called again. */
    close(): void;
}

/**
 * A message for an engine that shares no objects with us, only texts and bytes: the cells as JSON, or that
 * with the attachments behind it.
 */
type TextMessage = string | readonly [json: string, ...attachments: Uint8Array[]];
/** @returns the text, with the attachments where there are any */
declare const toText: ({ cells, attachments }: Message) => TextMessage;
/**
 * A message that an engine sent, which may be anything.
 *
 * @throws MortiseError `protocol_violation`
 */
declare const fromText: (data: unknown, { cells, size }: Largest) => Message;

/**
 * What code threw, where that says something; else an error that says what it was. Code throws
 * `null` too, and proxies that cannot be asked for anything.
 *
 * @param who threw, as a sentence begins: `activate()`
 */
declare const speaking: (who: string, thrown: unknown) => unknown;
/** @returns the text of what {@link speaking} gives */
declare const textOf: (who: string, thrown: unknown) => string;

/**
 * Listens to a signal that many may share: it has one listener for all of them, since Node warns of a leak where a
 * signal has eleven.
 *
 * @param tell is called once where the signal aborts; it must not throw
 * @returns stops listening; may be called again
 * @example
 * ```ts
 * import { whenAborted } from '@mortise/rpc';
 *
 * const giveUp = new AbortController();
 * const told: string[] = [];
 * for (const name of ['one', 'other']) whenAborted(giveUp.signal, () => told.push(name));
 * giveUp.abort();
 * console.log(told); // [ 'one', 'other' ]
 * ```
 */
declare const whenAborted: (signal: AbortSignal, tell: () => void) => (() => void);

/** A value in a few words, for messages. It runs no code of the value. */
declare const valueText: (value: unknown) => string;

/** Text without what steers a terminal: control characters but line breaks and tabs, and marks that turn the direction of writing. */
declare const plainText: (text: string) => string;
/** The same on one line, for a message of ours: what a peer chose must not begin a line in our name. */
declare const lineText: (text: string) => string;

export { FrameReader, FrameWriter, Inbox, RemoteError, badSignal, checkConnectOptions, connect, defaultLimits, fromClone, fromText, limitsOf, lineText, op, plainText, protocolVersion, protocolViolation, provide, readFrames, speaking, textOf, toClone, toFrame, toText, valueText, whenAborted };
export type { Cell, Cloned, ConnectOptions, Connection, ErrorRecord, Intercept, Largest, Limits, Message, ObservedCall, Offer, OpenReader, Pending, Provided, Receiver, TextMessage, Transport };
