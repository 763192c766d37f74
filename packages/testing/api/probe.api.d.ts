import * as _mortise_core from '@mortise/core';
import { u8, u16, u32, u64, s8, s16, s32, s64, Owned } from '@mortise/core';

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
interface Probe$1 {
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

/** What every loader must carry across its boundary. It has no use of its own. */
interface Probe extends Probe$1 {
}
declare const Probe: _mortise_core.Contract<Probe$1, "mortise:probe@1">;

/**
 * The provider that the conformance suite calls. It is plain code without imports, so that any loader
 * can run it as a plugin.
 *
 * @returns a probe with a state of its own
 */
declare const createProbe: () => Probe$1;

export { Probe, createProbe };
export type { Counter, Failure, Integers, Json, Level, Listener, Shape, Tree, Values };
