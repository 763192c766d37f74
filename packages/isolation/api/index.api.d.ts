import { PluginManifest, MortiseError, ContractWire, Loader, Limits as Limits$1, Plugin } from '@mortise/core';
import { Limits, Transport, ConnectOptions, Connection } from '@mortise/rpc';

/** What a plugin's side gets to know before its bundle. JSON can say it. */
interface GuestTask {
    readonly manifest: PluginManifest;
    /** What its connection lets the host do, and itself. */
    readonly limits: Partial<Limits>;
}

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
    /** From the end of the scope until `deactivate` is through, in milliseconds. */
    readonly stopTimeout?: number;
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
/** One kind of boundary, and how one of it is started. */
interface BoundaryKind {
    /** As a profile names it: `worker`, `deno`, `wasm`. */
    readonly isolation: string;
    /** What it cannot keep apart here, each with the reason and what to take instead. */
    readonly unsupported: Readonly<Record<string, string>>;
    /** The limits that hold from its start, each as it is where nothing is told: a spare fits plugins with the same ones. */
    readonly startLimits: IsolationLimits;
    /**
     * @param signal gives up: what was begun ends
     * @param isSpare whether no plugin waits for it, so that it may take its time to get ready
     * @returns once it can take a plugin
     * @throws MortiseError where it cannot be started
     */
    start(limits: IsolationLimits, signal: AbortSignal, isSpare: boolean): Promise<Boundary>;
}

/**
 * The beginning of a text that a plugin chose, without anything of the rest: a slice alone would keep all of it in
 * memory.
 *
 * @param most characters
 */
declare const cutText: (text: string, most?: number) => string;
/** A copy of what a plugin threw, without anything that may be long, or that steers the terminal it is printed on. */
declare const cutError: (thrown: unknown) => Error;

/** What `backing_off` knows beside its message: the `data` of that error. */
interface BackOff {
    /** When it may be tried again, in milliseconds from the refusal. */
    readonly retryIn: number;
    /** How often it has failed in a row. */
    readonly failures: number;
}
/** `invalid_option`: a loader's option has a value that it cannot have, where its host has no types. */
declare const invalidOption: (name: string, found: unknown, expected: string) => MortiseError;

/**
 * What to do where the program itself stands in the way of a plugin's start, and not the plugin or its limits.
 *
 * @param cause why something could not be opened or started
 * @returns none where it is something else
 */
declare const hostHint: (cause: unknown) => string | undefined;

/** Which plugin an event is about. */
interface AboutPlugin {
    readonly pluginId: string;
    /** As a profile names it: `worker`, `deno`, `wasm`. */
    readonly isolation: string;
}
/** What happens to an instance. An error's `phase` says what the plugin was at. */
type InstanceChange = 
/** It is active. */
{
    readonly kind: 'started';
    /** How long its start took. */
    readonly milliseconds: number;
    /** Whether its boundary was a spare that was ready. */
    readonly isSpare: boolean;
}
/** It could not be started. */
 | {
    readonly kind: 'failed';
    readonly milliseconds: number;
    readonly reason: MortiseError;
}
/** It is not active any more. */
 | {
    readonly kind: 'ended';
    /** How long it was active. */
    readonly milliseconds: number;
    /** Why, where that was not in order. */
    readonly reason?: MortiseError;
}
/** A call was rejected with `backing_off`; the reason is the last failure. */
 | ({
    readonly kind: 'refused';
    readonly reason: MortiseError;
} & BackOff);
/** What happens to an isolated plugin's instance, and which plugin that is. */
type InstanceEvent = AboutPlugin & InstanceChange;
/**
 * Watches the instances of all isolated plugins of this process, those of a profile's bootstrap too: what is
 * started, fails, ends, and is not started for a while. They are published on the channel `mortise:instance` of
 * `node:diagnostics_channel`, and cost nothing where nobody watches.
 *
 * @param listener called while it happens; where it throws or rejects, Node prints a warning and all else goes on
 * @returns stops; may be disposed again
 * @example
 * ```ts
 * import { observeInstances } from '@mortise/isolation';
 *
 * const observer = observeInstances((event) => {
 *   if (event.kind === 'started') console.info(`${event.pluginId} is active after ${event.milliseconds} ms`);
 *   else if (event.reason) console.error(`${event.pluginId}: ${event.kind}, ${event.reason.message}`);
 * });
 * observer[Symbol.dispose]();
 * ```
 */
declare const observeInstances: (listener: (event: InstanceEvent) => void) => Disposable;

/** What holds where nothing else is said, in milliseconds. */
declare const defaultTimes: {
    readonly startTimeout: 10000;
    readonly stopTimeout: 5000;
};

/** What a host keeps its plugins with, whatever they are. */
interface HostOptions {
    /** The wire modules of all contracts that its plugins provide and use. */
    readonly wires: readonly ContractWire[];
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

/**
 * Gets what a plugin prints, line by line, without control characters. Where it throws or rejects, Node prints a
 * warning and all else goes on.
 */
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

/** How a loader keeps its plugins. */
interface LoaderOptions extends HostOptions {
    /** For all plugins; where a manifest names a lower one, that holds. A manifest raises none, also where none is told. */
    readonly limits?: Limits$1 | undefined;
    /**
     * How many boundaries are kept ready for each set of limits, from 0 to 16; none unless told. They end with the
     * loader.
     */
    readonly spares?: number | undefined;
    /** Gets what plugins print; unless told, it goes to whoever observes the output, or else to standard error. */
    readonly output?: OutputSink | undefined;
}
/** Makes artifacts into plugins behind one kind of boundary. */
interface IsolatedLoader extends Loader, AsyncDisposable {
    /** What it cannot keep apart on this machine, each with the reason and what to take instead. */
    readonly unsupported: Readonly<Record<string, string>>;
    /**
     * Starts the spares for plugins with these limits.
     *
     * @param limits of the manifests of the plugins that will come
     * @returns once they are ready
     * @throws MortiseError why one cannot be started
     */
    prepare(limits?: Limits$1): Promise<void>;
}
/** A plugin that a profile's bootstrap names. */
interface IsolatedPlugin {
    readonly manifest: PluginManifest;
    /** The file that a build made of the plugin, with its hash: `…/era.native.js#sha256=…`. */
    readonly bundle: URL;
    /** The profile's. */
    readonly limits?: Limits$1 | undefined;
    /** The manifest's, which can only lower what holds. */
    readonly manifestLimits?: Limits$1 | undefined;
    /**
     * How many boundaries are kept ready while a registry has the plugin, for other registries and for a new start,
     * from 0 to 16; none unless told.
     */
    readonly spares?: number | undefined;
}
/**
 * A loader behind one kind of boundary.
 *
 * @param kind how boundaries are started
 * @param options the wire modules, limits and spares
 * @throws MortiseError `invalid_option`, `invalid_size`, `invalid_duration`
 */
declare const createIsolatedLoader: (kind: BoundaryKind, options: LoaderOptions) => IsolatedLoader;
/**
 * The plugin of a profile's bootstrap, behind one kind of boundary. Nothing is read or started before a
 * registry activates it; what is kept ready ends with the last registry that has it.
 *
 * @throws MortiseError `invalid_option` where `spares` is no whole number from 0 to 16
 */
declare const isolatePlugin: (kind: BoundaryKind, { manifest, bundle, limits, manifestLimits, spares }: IsolatedPlugin, options: Omit<LoaderOptions, 'spares'>) => Plugin;

/** A line that an isolated plugin has printed, without control characters. */
interface OutputEvent {
    readonly pluginId: string;
    readonly line: string;
}
/**
 * Gets what isolated plugins print, instead of the host's standard error, as far as their loader was given no
 * `output` of its own: that is how a profile's plugins print to a log. They are published on the channel
 * `mortise:output` of `node:diagnostics_channel`.
 *
 * @param listener called for each line; where it throws or rejects, Node prints a warning and all else goes on
 * @returns stops; may be disposed again
 * @example
 * ```ts
 * import { observeOutput } from '@mortise/isolation';
 *
 * const observer = observeOutput(({ pluginId, line }) => console.info(JSON.stringify({ pluginId, line })));
 * observer[Symbol.dispose]();
 * ```
 */
declare const observeOutput: (listener: (event: OutputEvent) => void) => Disposable;

export { OutputLines, createIsolatedLoader, cutError, cutText, defaultTimes, hostHint, invalidOption, isolatePlugin, observeInstances, observeOutput };
export type { AboutPlugin, BackOff, Boundary, BoundaryKind, Ending, GuestPlugin, GuestTransport, InstanceChange, InstanceEvent, IsolatedLoader, IsolatedPlugin, IsolationLimits, LimitEnding, LoaderOptions, OutputEvent, OutputSink, OutputStream };
