import { PluginManifest, MortiseError, Loader, Limits, ContractWire, Plugin } from '@mortise/core';
import { Transport, ConnectOptions, Connection, Message, Largest, Receiver } from '@mortise/rpc';
import { ResourceLimits, Worker } from 'node:worker_threads';

/** What an isolated plugin may take at most, in bytes and milliseconds. */
interface IsolationLimits {
    /** Of memory, in bytes. */
    readonly memory?: number;
    /** Of the stack, in bytes. */
    readonly stack?: number;
    /** One call, in milliseconds. */
    readonly callTimeout?: number;
    /** The wait for one item of a stream, in milliseconds. */
    readonly idleTimeout?: number;
    /** From the start of the boundary until the plugin is active, in milliseconds. */
    readonly startTimeout?: number;
}
/** It took more than it may. */
interface LimitEnding {
    readonly kind: 'limit';
    /** What of: `memory`. */
    readonly limit: string;
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
interface GuestPlugin {
    readonly manifest: PluginManifest;
    /** Where its bundle lies. */
    readonly file: URL;
    /** The bundle, as it was read and compared with its hash. */
    readonly code: Uint8Array;
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
     * @param describe what the transport closes with where the boundary has ended
     * @returns what carries the messages of the plugin's side
     */
    enter(plugin: GuestPlugin, describe: (ending: Ending) => MortiseError): Transport;
    /** From now on it keeps the program running, until it ends. */
    hold(): void;
    /** Ends it by force, whatever it is doing. Resolves once nothing is left. May be called again. */
    end(): Promise<void>;
}
/** One kind of boundary, and how one of it is started. */
interface BoundaryKind {
    /** As a profile names it: `worker`, `deno`, `wasm`. */
    readonly isolation: string;
    /** What it cannot keep apart here, each with the reason and what to take instead. */
    readonly unsupported: Readonly<Record<string, string>>;
    /**
     * @param signal gives up: what was begun ends
     * @returns once it can take a plugin
     * @throws MortiseError where it cannot be started
     */
    start(limits: IsolationLimits, signal: AbortSignal): Promise<Boundary>;
}

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

/** How a loader keeps its plugins. */
interface LoaderOptions {
    /** The wire modules of all contracts that its plugins provide and use. */
    readonly wires: readonly ContractWire[];
    /** For all plugins; where a manifest names a lower one, that holds. */
    readonly limits?: Limits | undefined;
    /** How many boundaries are kept ready for each set of limits; none unless told. They end with the loader. */
    readonly spares?: number | undefined;
    /**
     * How long a plugin that was late with a call may take to answer anything at all, in milliseconds; 1,000
     * unless told. Then it is ended.
     */
    readonly grace?: number | undefined;
    /** How the host's side of each connection behaves, where no limit says otherwise; with observers. */
    readonly connection?: Pick<ConnectOptions, 'deadline' | 'idle' | 'intercept' | 'limits'> | undefined;
    /** Told of each connection as soon as its plugin is active, for whoever watches what is open. */
    readonly onConnection?: ((connection: Connection, pluginId: string) => void) | undefined;
}
/** Makes artifacts into plugins behind one kind of boundary. */
interface IsolatedLoader extends Loader, AsyncDisposable {
    /** What it cannot keep apart on this machine, each with the reason and what to take instead. */
    readonly unsupported: Readonly<Record<string, string>>;
    /**
     * Starts the spares for plugins with these limits.
     *
     * @returns once they are ready
     * @throws MortiseError why one cannot be started
     */
    prepare(limits?: Limits): Promise<void>;
}
/** A plugin that a profile's bootstrap names. */
interface IsolatedPlugin {
    readonly manifest: PluginManifest;
    /** The file that a build made of the plugin, with its hash: `…/era.native.js#sha256=…`. */
    readonly bundle: URL;
    /** The profile's and the manifest's, the lower of each. */
    readonly limits?: Limits | undefined;
}
/**
 * A loader behind one kind of boundary.
 *
 * @param kind how boundaries are started
 * @param options the wire modules, limits and spares
 */
declare const createIsolatedLoader: (kind: BoundaryKind, options: LoaderOptions) => IsolatedLoader;
/**
 * The plugin of a profile's bootstrap, behind one kind of boundary. Nothing is read or started before a
 * registry activates it.
 */
declare const isolatePlugin: (kind: BoundaryKind, { manifest, bundle, limits }: IsolatedPlugin, options: LoaderOptions) => Plugin;

/** Gets what a plugin prints, line by line, without control characters. */
type OutputSink = (line: string, pluginId: string) => void;
/** What a plugin can print to. */
type OutputStream = 'stdout' | 'stderr';
/**
 * Cuts what a plugin prints into lines, each stream for itself. A plugin may print for ever: lines are short, there are only so many
 * in a second, and nothing waits in memory.
 */
declare class OutputLines {
    #private;
    /** Whose output it is; a spare has no plugin yet. */
    pluginId: string;
    constructor(sink?: OutputSink);
    push(chunk: Uint8Array, stream?: OutputStream): void;
    /** One that has its end already, and may have more inside. */
    line(text: string): void;
    /** Passes on last lines that have no end. */
    end(): void;
}

/** One end of what `postMessage` connects: a `Worker`, or the port that a worker has of its own. */
interface Port {
    postMessage(data: unknown, transfer?: readonly ArrayBuffer[]): void;
    on(event: 'message', listener: (data: unknown) => void): unknown;
    off(event: 'message', listener: (data: unknown) => void): unknown;
}
/** How a message looks on its way. */
interface PortForm {
    write(message: Message): {
        readonly data: unknown;
        readonly transfer: readonly ArrayBuffer[];
    };
    /** @throws MortiseError `protocol_violation` */
    read(data: unknown, largest: Largest): Message;
}
/** As texts and bytes. */
declare const textForm: PortForm;
/** Messages over `postMessage`, as structured clone carries them or as texts; numbers beside them are credit. */
declare class PortTransport implements Transport {
    #private;
    /** It listens from now on. */
    constructor(port: Port, form?: PortForm);
    get unsent(): number;
    open(receiver: Receiver, largest: Largest): void;
    send(message: Message): void;
    close(): void;
    /** The other side has gone. */
    hangUp(reason: MortiseError): void;
}

/** What a thread runs, and how its loader understands what it says. */
interface ThreadOptions {
    /** What runs in it before a plugin does; it opens `ThreadNotes` and calls `ready()`. */
    readonly file: URL;
    /** What it begins with: `start` of its `ThreadNotes`. */
    readonly start?: unknown;
    readonly resourceLimits?: ResourceLimits;
    /** How messages look on their way; as structured clone carries them, unless told. */
    readonly form?: PortForm;
    readonly output: OutputSink | undefined;
    /** What the thread is sent, for a plugin. */
    readonly pluginMessage: (plugin: GuestPlugin) => unknown;
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
     * @throws why it cannot be started
     */
    static start(options: ThreadOptions, signal?: AbortSignal): Promise<ThreadBoundary>;
    enter(plugin: GuestPlugin, describe: (ending: Ending) => MortiseError): Transport;
    hold(): void;
    end(): Promise<void>;
}

/**
 * The beginning of a text that a plugin chose, without anything of the rest: a slice alone would keep all of it in
 * memory.
 */
declare const cutText: (text: string) => string;

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

export { Credit, OutputLines, PortTransport, ThreadBoundary, ThreadNotes, createIsolatedLoader, cutText, isolatePlugin, textForm };
export type { Boundary, BoundaryKind, Ending, GuestPlugin, IsolatedLoader, IsolatedPlugin, IsolationLimits, LimitEnding, LoaderOptions, OutputSink, OutputStream, Port, PortForm, ThreadOptions };
