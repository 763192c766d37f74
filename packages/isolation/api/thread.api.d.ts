import { MortiseError, PluginManifest } from '@mortise/core';
import { Message, Largest, Transport, Receiver, Limits } from '@mortise/rpc';
import { ResourceLimits, Worker } from 'node:worker_threads';

/**
 * Knows how much of what was sent over a port the other side has not read yet. A number among the messages asks it to
 * send its negative back: what was sent before has been read then. Both ends have one of these.
 */
declare class Credit {
    #private;
    /**
     * @param post sends a number to the other side
     * @param askedAfter how much is sent before the other side is asked, in bytes
     */
    constructor(post: (number: number) => void, askedAfter: number);
    /** In bytes, as far as the other side has said. */
    get unread(): number;
    /** @param size of what has just been sent, in bytes */
    add(size: number): void;
    /** A number has come. What was not asked for is no answer. */
    take(number: number): void;
}

/** One end of what `postMessage` connects: a `Worker`, or the port that a worker has of its own. */
interface Port {
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
interface PortForm {
    /** Whether an engine that interprets takes it: see `Transport`. */
    readonly isNested?: boolean;
    write(message: Message): Sent;
    /** @throws MortiseError `protocol_violation` */
    read(data: unknown, largest: Largest): Message;
}
/** As texts and bytes, for an engine that interprets. */
declare const textForm: PortForm;
/** Messages over `postMessage`, as structured clone carries them or as texts; numbers beside them are credit. */
declare class PortTransport implements Transport {
    #private;
    /** It listens from now on. */
    constructor(port: Port, form?: PortForm);
    get isNested(): boolean;
    get unsent(): number;
    open(receiver: Receiver, largest: Largest): void;
    send(message: Message): void;
    close(): void;
    /** The other side has gone. */
    hangUp(reason: MortiseError): void;
}

/** What a plugin's side gets to know before its bundle. JSON can say it. */
interface GuestTask {
    readonly manifest: PluginManifest;
    /** What its connection lets the host do, and itself. */
    readonly limits: Partial<Limits>;
}

/** It took more than it may. */
interface LimitEnding {
    readonly kind: 'limit';
    /** The key that raises it in a profile: `memory`, `startTimeout`. */
    readonly limit: string;
    /** What was measured, in words, where the key does not say it: `time at a stretch`. */
    readonly what?: string;
    readonly unit: 'bytes' | 'ms';
    readonly allowed: number;
    readonly measured: number;
    /** Whether it was ended while it asked for more than what was measured. */
    readonly wantedMore?: boolean;
}
/** Why what a plugin runs in has ended. */
type Ending = 
/** We ended it. */
{
    readonly kind: 'ended';
}
/** It ended itself, or something else did; `how` is a noun phrase such as `exit code 7`. */
 | {
    readonly kind: 'crash';
    readonly how: string;
    readonly cause?: unknown;
} | LimitEnding;
/** The plugin that is to run behind a boundary. */
interface GuestPlugin extends GuestTask {
    /** Where its bundle lies. */
    readonly file: URL;
    /** The bundle, as it was read and compared with its hash. Nobody may change it: a new start gets it too. */
    readonly code: Uint8Array;
}
/** What carries messages to the plugin's side and back. */
interface GuestTransport extends Transport {
    /** The plugin's side has gone: behind what has arrived before, the receiver is told so. */
    hangUp(reason: MortiseError): void;
}
/**
 * A thread, a process or an engine, in which no plugin runs yet. It does not keep the program running until
 * it is told to.
 */
interface Boundary {
    /** Resolves with the reason once nothing of it runs any more, whoever ended it. Never rejects. */
    readonly ended: Promise<Ending>;
    /**
     * Hands the plugin in. Called once.
     *
     * @returns what carries the messages of the plugin's side, until whoever has it hears of the end
     */
    enter(plugin: GuestPlugin): GuestTransport;
    /** From now on it keeps the program running, until it ends. */
    hold(): void;
    /**
     * Ends it by force, whatever it is doing. Resolves once nothing is left. May be called again.
     *
     * @param atOnce without any time to end by itself, since nothing good can come of it
     */
    end(atOnce?: boolean): Promise<void>;
}

/**
 * Gets what a plugin prints, line by line, without control characters. Where it throws or rejects, Node prints a
 * warning and all else goes on.
 */
type OutputSink = (line: string, pluginId: string) => void;
/** What a plugin can print to. */
type OutputStream = 'stdout' | 'stderr';

/** What a thread runs, and how its loader understands what it says. */
interface ThreadOptions {
    /**
     * What runs in it before a plugin does: it opens `ThreadNotes`, calls `ready()`, and gets a `ThreadPlugin` as its first
     * message.
     */
    readonly file: URL;
    /** What it begins with: `start` of its `ThreadNotes`. */
    readonly start?: unknown;
    readonly resourceLimits?: ResourceLimits;
    /** How messages look on their way; as structured clone carries them, unless told. */
    readonly form?: PortForm;
    readonly output: OutputSink | undefined;
    /** How a plugin sees where its bundle lies. */
    readonly fileName: (file: URL) => string;
    /** Why an error that nothing caught has ended it, where that is more than a crash. */
    readonly endingOf?: (error: unknown, worker: Worker) => Ending | undefined;
    /** What the thread's own note says of its end. */
    readonly endOfNote?: (note: unknown) => Ending | undefined;
    /** @returns stops */
    readonly watch?: (worker: Worker, exceed: (ending: Ending) => void) => () => void;
}
/** A worker thread of its own for one plugin. Its notes and its output have a port of their own. */
declare class ThreadBoundary implements Boundary {
    #private;
    readonly ended: Promise<Ending>;
    private constructor();
    /**
     * @param signal gives up, and ends what was started
     * @throws why it cannot be started; of an end, `cause` knows more than the message, where anything does
     */
    static start(options: ThreadOptions, signal?: AbortSignal): Promise<ThreadBoundary>;
    enter(plugin: GuestPlugin): PortTransport;
    hold(): void;
    end(): Promise<void>;
}

/**
 * What a thread says to its host beside the plugin's messages, on a port of its own. Output is sent at once, so that
 * what was printed last arrives although the thread is ended by force; only what the host does not read waits.
 */
declare class ThreadNotes {
    #private;
    /** What the loader began the thread with. */
    readonly start: unknown;
    /** Called once in a thread: from then on nobody else finds the port. */
    constructor();
    /** A plugin can be handed in. */
    ready(): void;
    /** @param note as the loader's side of the boundary reads it */
    send(note: object): void;
    /** @param done told once more can be taken */
    print(stream: OutputStream, bytes: Uint8Array, done?: () => void): void;
}

/** The plugin that a thread is to run, as it is sent there. */
interface ThreadPlugin {
    readonly task: GuestTask;
    /** The text of its bundle. */
    readonly source: string;
    /** Where that lies, as the plugin is to see it. */
    readonly file: string;
}

export { Credit, PortTransport, ThreadBoundary, ThreadNotes, textForm };
export type { Port, PortForm, ThreadOptions, ThreadPlugin };
