import { Pending, ConnectOptions, Transport } from '@mortise/rpc';
import { u8, u16, u32, u64, s8, s16, s32, s64, Owned, ContractWire, Plugin } from '@mortise/core';
import { MemoryForm } from '@mortise/rpc/memory';

/** Every integer that a contract can name. */
interface Integers {
    readonly u8: u8;
    readonly u16: u16;
    readonly u32: u32;
    readonly u64: u64;
    readonly s8: s8;
    readonly s16: s16;
    readonly s32: s32;
    readonly s64: s64;
}
/** A value of each kind. */
interface Values {
    readonly text: string;
    readonly number: number;
    readonly flag: boolean;
    readonly nothing: null;
    readonly bytes: Uint8Array;
    readonly big: bigint;
    readonly date: Date;
    readonly integers: Integers;
    readonly list: readonly string[];
    readonly record: Record<string, number>;
    readonly tuple: [string, number, boolean];
    readonly optional?: string;
    readonly maybe: string | undefined;
    readonly nullable: string | null;
}
/** One of some texts. */
type Level = 'low' | 'middle' | 'high';
/** A circle or a box. */
type Shape = {
    readonly kind: 'circle';
    readonly radius: number;
} | {
    readonly kind: 'box';
    readonly width: number;
    readonly height: number;
};
/** A tree of any depth. */
interface Tree {
    readonly name: string;
    readonly children: readonly Tree[];
}
/** What JSON can say. */
type Json = null | boolean | number | string | Json[] | {
    [key: string]: Json;
};
/** Which error {@link Probe.fail} throws. */
interface Failure {
    readonly message: string;
    readonly code?: string;
    readonly hint?: string;
    readonly data?: Json;
}
/** An object that stays where it was made. */
interface Counter extends AsyncDisposable {
    /** @returns the sum */
    add(by: number): Promise<number>;
    /** Streams the sums from now on, after each change, until the counter ends. */
    watch(): AsyncIterable<number>;
}
/** What the caller lends or hands over. */
interface Listener extends AsyncDisposable {
    notify(text: string): Promise<string>;
}
/**
 * What every loader must carry across its boundary. It has no use of its own.
 *
 * @contract mortise:probe@1.0.0
 */
interface Probe {
    /** Gives every value back. */
    values(values: Values): Promise<Values>;
    shape(shape: Shape): Promise<Shape>;
    level(level: Level): Promise<Level>;
    tree(tree: Tree): Promise<Tree>;
    json(json: Json): Promise<Json>;
    bytes(bytes: Uint8Array): Promise<Uint8Array>;
    /** @returns how many arguments arrived that are not `undefined` */
    optional(first?: string, second?: number, third?: Level): Promise<u32>;
    nothing(): Promise<void>;
    add(a: number, b: number): Promise<number>;
    /** @throws what it is told to */
    fail(failure: Failure): Promise<void>;
    /** Throws before it returns a promise. */
    failAtOnce(failure: Failure): Promise<void>;
    /** Breaks its contract: what it returns is no number. */
    lie(): Promise<number>;
    /** Never ends by itself. @returns nothing, because it rejects with the signal's reason */
    wait(signal?: AbortSignal): Promise<void>;
    /** How many calls of `wait` and `endless` were told to end. */
    waitsEnded(): Promise<u32>;
    /** Never ends, and cannot be told to. @deadline 50ms */
    hang(): Promise<void>;
    /** Streams the numbers from 0 up. */
    count(to: u32): AsyncIterable<u32>;
    /** Streams numbers, then throws. */
    countThenFail(to: u32, failure: Failure): AsyncIterable<u32>;
    /** Streams a number, then nothing until it is told to end. */
    endless(signal?: AbortSignal): AsyncIterable<u32>;
    /** Streams pieces of so many bytes. */
    pieces(count: u32, size: u32): AsyncIterable<Uint8Array>;
    /** How many items of all streams were made. */
    itemsMade(): Promise<u32>;
    /** Reads a stream of the caller to its end. */
    sum(numbers: AsyncIterable<number>): Promise<number>;
    /** Reads so many items of a stream of the caller, then leaves it. */
    take(numbers: AsyncIterable<number>, count: u32): Promise<number[]>;
    /** Streams what the caller streams, doubled. */
    double(numbers: AsyncIterable<number>): AsyncIterable<number>;
    /** Makes an object that the caller owns. */
    counter(start: number): Promise<Counter>;
    counters(count: u32): Promise<Counter[]>;
    /** Streams objects that the caller owns. */
    counterStream(count: u32): AsyncIterable<Counter>;
    /** How many counters were made and have not ended. */
    liveCounters(): Promise<u32>;
    /** Calls back. @returns the answers */
    tell(listener: Listener, texts: readonly string[]): Promise<string[]>;
    /** Keeps a listener that was only lent, against the rules. */
    keepBorrowed(listener: Listener): Promise<void>;
    /** Keeps a listener that was handed over. */
    keep(listener: Owned<Listener>): Promise<void>;
    /** Calls the kept listener. */
    tellKept(text: string): Promise<string>;
    /** Ends the kept listener. */
    dropKept(): Promise<void>;
    /**
     * Reads a number, tells the listener `in time`, and keeps both without an answer, whatever the signal says,
     * until {@link Probe.tryHeld} is called.
     */
    holdOn(listener: Listener, numbers: AsyncIterable<number>, signal?: AbortSignal): Promise<void>;
    /**
     * Reads on and calls the listener that `holdOn` keeps, then lets that go.
     *
     * @returns the codes of the errors of both, `none` where there was no error
     * @throws nothing_kept where nothing is held
     */
    tryHeld(): Promise<string[]>;
    /** Gives back the very object that it gets. */
    same(counter: Counter): Promise<Counter>;
}

/** A probe behind the boundary that is tested. */
interface LiveProbe {
    readonly probe: Probe;
    /** What is open on this side of the boundary; all of it is 0 at the end of a case. */
    readonly pending: Pending;
    /** Ends the boundary and all that was started for it. */
    end(): Promise<void>;
}
/** What is tested: a loader, a transport, anything that puts a probe behind a boundary. */
interface Subject {
    /**
     * Starts a new boundary with a new probe behind it, which `createProbe` makes there. Calls have no
     * deadline but their method's own: `deadline` and `idle` of its connection are `Infinity`, since a busy
     * machine must not decide what a case shows.
     */
    start(): Promise<LiveProbe>;
    /** The cases that it cannot do, by name, each with its reason; `conformanceOf` reads it. */
    readonly unsupported?: Readonly<Record<string, string>>;
}
/** One thing that every boundary has to do. */
interface Case {
    /** What is shown, as a sentence. */
    readonly name: string;
    /** Fails by throwing. It ends what it starts. */
    run(subject: Subject): Promise<void>;
}

/** A case as one subject takes it. */
interface SubjectCase {
    /** What is shown, as a sentence. */
    readonly name: string;
    /** The name, with the reason behind it where the subject cannot do it. */
    readonly title: string;
    /** Why the subject cannot do it: then the case is not to be run. */
    readonly unsupported?: string;
    /** Fails by throwing. It ends what it starts. May be called again. */
    run(): Promise<void>;
}
/**
 * All cases for one subject, in the order of `conformance`, for a test runner to go through.
 *
 * @param subject what is tested; nothing of it is started before a case runs
 * @throws MortiseError `unknown_case` where `unsupported` names what is no case, so that one that was
 *   renamed or mistyped is not taken for one that is left out
 */
declare const conformanceOf: (subject: Subject) => readonly SubjectCase[];

/** What every loader has to do, in the order in which it is best read. */
declare const conformance: readonly Case[];

/**
 * Counts what keeps this process running or listens to it: timers, handles, threads, child processes,
 * listeners of the process. On Linux it also sees children that were told not to keep the process running, and files
 * that are open. Call it before a test, and what it returns behind.
 *
 * @param options `files`: whether open files count, too; `node:wasi` in a thread closes none, so they do not unless
 * told
 * @returns waits until nothing is there beyond what was there before
 * @throws MortiseError `leaked` (the returned function), naming what stays and how much of it
 * @example
 * ```ts
 * import { startLeakCheck } from '@mortise/testing';
 *
 * const check = startLeakCheck();
 * const timer = setInterval(() => {}, 1_000);
 * await check().catch(({ message }) => console.log(message)); // Something was started and not ended: 1 Timeout
 * clearInterval(timer);
 * await check();
 * ```
 */
declare const startLeakCheck: ({ files }?: {
    files?: boolean;
}) => (() => Promise<void>);

/** How strict mode carries calls. */
interface StrictOptions {
    /** As a worker's messages or as a process's frames; `clone` unless told. */
    readonly form?: MemoryForm;
    /**
     * Of the caller's side, which is the host's where a whole plugin is strict: deadlines, limits, an observer.
     * What is not set is as `connect` has it.
     */
    readonly connection?: ConnectOptions;
}
/** An object that is called as if it stood behind a boundary. */
interface Strict<T> extends AsyncDisposable {
    /** The object, whose every call is encoded, checked and decoded on its way. */
    readonly object: T;
    /** What is open at this moment. */
    readonly pending: Pending;
    /** Ends it; open calls are rejected. The object itself lives on. */
    close(): Promise<void>;
}
/**
 * Puts an object behind a boundary in the same process: arguments and results are copied and checked
 * against the contract, as across a worker or a process, so that an object which keeps an alias, changes
 * an argument or returns more than it promises shows it in a test and not in production.
 *
 * @param wire the contract, from its `*.wire.gen.ts`
 * @param object what implements it; the caller goes on owning it
 * @example
 * ```ts
 * import { createMemoryLog } from '@mortise/services';
 * import { LogWire } from '@mortise/services/wire';
 * import { strict } from '@mortise/testing';
 *
 * const user = { id: 'demo.greeter', version: '1.0.0' };
 * const log = await strict(LogWire, await createMemoryLog()(user));
 * await log.object.info('started', { at: new Date() as never }).catch(({ code }) => console.log(code)); // invalid_value
 * await log.close();
 * ```
 */
declare const strict: <T extends object>(wire: ContractWire<T>, object: T, options?: StrictOptions) => Promise<Strict<T>>;

/** What a strict plugin needs beside itself. */
interface StrictPluginOptions extends StrictOptions {
    /** The wire modules of all contracts that the plugin provides and uses. */
    readonly wires: readonly ContractWire[];
}
/**
 * A plugin as if it stood behind a boundary: calls of its providers, and its own calls of services, are
 * encoded, checked and decoded on their way. Each activation has one connection, so that the order of
 * calls, limits and objects that go home are those of a real boundary. A registry takes it like the plugin
 * itself.
 *
 * @param plugin any plugin, usually the default export of its package
 * @returns a plugin of the same manifest. What it opens ends when the registry deactivates it
 * @throws MortiseError `missing_wire` where a contract's wire module is not among `wires`
 */
declare const strictPlugin: <P extends Plugin>(plugin: P, { wires, ...options }: StrictPluginOptions) => P;

/** Two ends of a transport, made for one case. */
interface TransportEnds {
    readonly a: Transport;
    readonly b: Transport;
    /** Ends what they stand on. */
    end(): Promise<void>;
}
/** One thing that every transport has to do. */
interface TransportCase {
    readonly name: string;
    run(start: () => Promise<TransportEnds>): Promise<void>;
}
/** What every transport has to do, for people who write one. */
declare const transportConformance: readonly TransportCase[];

export { conformance, conformanceOf, startLeakCheck, strict, strictPlugin, transportConformance };
export type { Case, LiveProbe, Strict, StrictOptions, StrictPluginOptions, Subject, SubjectCase, TransportCase, TransportEnds };
