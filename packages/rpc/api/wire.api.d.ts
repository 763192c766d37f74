import { InterfaceWire, ReadValue, WireReader, WireKey, IntegerKind, WireKind, WriteValue, WireWriter } from '@mortise/core';

/** How much of a value a boundary lets through, in both directions. */
interface ValueLimits {
    /** Characters and bytes that one call, result or item may have: 16 Mi unless told. */
    readonly size: number;
    /** Cells that one call, result or item may have: 1,000,000 unless told. */
    readonly cells: number;
    /** How deep objects, lists and records may stand in each other: 64 unless told. */
    readonly depth: number;
}
/** What holds where nobody says otherwise. */
declare const valueLimits: ValueLimits;

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

/** What a connection does for stubs and streams that come in. */
interface Imports {
    /** @returns none where there is no such object, or not one of that interface */
    importStub(id: number, wire: InterfaceWire, owned: boolean): object | undefined;
    /** @returns none where there is no such stream */
    importStream(id: number, item: ReadValue): AsyncIterable<unknown> | undefined;
}
/**
 * Makes fresh values from the cells of a message, which may come from anyone: nothing is believed, no
 * length, no index, no type.
 */
declare class RowReader implements WireReader {
    #private;
    /** The next cell. */
    position: number;
    /** Behind the last cell of what is being read. */
    limit: number;
    /** Characters and bytes that were read since {@link begin}. */
    size: number;
    /** Whose call the value belongs to, for messages; unknown at {@link begin}. */
    method: string | undefined;
    protected cells: readonly unknown[];
    protected readonly ends: number[];
    constructor({ depth }?: ValueLimits, imports?: Imports);
    /** Begins a message. */
    open({ cells, attachments }: Message): void;
    /** Begins a value at the cell `position`, which ends before the cell `limit`. */
    begin(position: number, limit: number): void;
    /** The next cell, whatever it is; `undefined` behind the last one. */
    next(): unknown;
    /** The next cell, which stays the next one. */
    peek(): unknown;
    string(at: WireKey): string;
    number(at: WireKey): number;
    boolean(at: WireKey): boolean;
    null(at: WireKey): null;
    undefined(at: WireKey): undefined;
    bytes(at: WireKey): Uint8Array;
    bigint(at: WireKey): bigint;
    date(at: WireKey): Date;
    integer(at: WireKey, kind: 'u64' | 's64'): bigint;
    integer(at: WireKey, kind: Exclude<IntegerKind, 'u64' | 's64'>): number;
    oneOf<const T extends string | number | boolean>(at: WireKey, values: readonly T[]): T;
    has(): boolean;
    union(at: WireKey): WireKind;
    list<T>(at: WireKey, item: ReadValue<T>): T[];
    record<T>(at: WireKey, item: ReadValue<T>): Record<string, T>;
    tuple(at: WireKey, length: number): void;
    leave(): void;
    object(at: WireKey): void;
    end(): void;
    stub<T extends object>(at: WireKey, wire: InterfaceWire<T>, owned: boolean): T;
    stream<T>(at: WireKey, item: ReadValue<T>): AsyncIterable<T>;
    fail(at: WireKey, expected: string, found: unknown): never;
}

/** What a connection does for values that stay where they are. */
interface Exports {
    /** @returns what the row says for the stub */
    exportStub(value: object, wire: InterfaceWire, owned: boolean): number;
    /** @returns what the row says for the stream */
    exportStream(value: AsyncIterable<unknown>, item: WriteValue): number;
}
/**
 * Takes values apart into the cells of a message. A value is copied at once: what its owner does with
 * it later changes nothing.
 */
declare class RowWriter implements WireWriter {
    #private;
    /** What was written since the last {@link take}. */
    cells: Cell[];
    attachments: Uint8Array[];
    /** Characters and bytes of it. */
    size: number;
    /** Whose call the value belongs to, for messages; unknown at {@link begin}. */
    method: string | undefined;
    /** Where objects begin whose length is not known yet. */
    protected readonly open: number[];
    /** Where the value begins that is being written, in cells. */
    start: number;
    /** The message before it. */
    protected firstAttachment: number;
    protected firstSize: number;
    /** What it may become with it. */
    protected lastCell: number;
    protected lastSize: number;
    /**
     * @param leastLent from how many bytes on a value stays its owner's until the message is sent, which has to be at the
     *   end of its row, and is copied by whoever sends it; all are copied here, unless told
     */
    constructor(limits?: ValueLimits, exports?: Exports, leastLent?: number);
    set limits(limits: ValueLimits);
    /** Begins a value: its limits are counted from here on, and {@link undo} goes back to here. */
    begin(): void;
    /** Takes back what was written since {@link begin}. */
    undo(): void;
    /** Characters and bytes since {@link begin}. */
    get written(): number;
    /**
     * Looks whether the other side takes a value that was written: a union's parts take two cells each, which is not known
     * before.
     *
     * @param from where it begins
     */
    checkCells(from: number): void;
    /** Hands over what was written and goes on with nothing. */
    take(): Message;
    string(value: string, at: WireKey): void;
    number(value: number, at: WireKey): void;
    boolean(value: boolean, at: WireKey): void;
    null(value: null, at: WireKey): void;
    undefined(value: undefined, at: WireKey): void;
    bytes(value: Uint8Array, at: WireKey): void;
    bigint(value: bigint, at: WireKey): void;
    date(value: Date, at: WireKey): void;
    integer(value: number | bigint, at: WireKey, kind: IntegerKind): void;
    oneOf(value: string | number | boolean, at: WireKey, values: readonly (string | number | boolean)[]): void;
    has<T>(value: T | undefined): value is T;
    union(value: unknown, at: WireKey): WireKind;
    list<T>(value: readonly T[], at: WireKey, item: WriteValue<T>): void;
    record<T>(value: Readonly<Record<string, T>>, at: WireKey, item: WriteValue<T>): void;
    tuple(value: readonly unknown[], at: WireKey, length: number): void;
    leave(): void;
    object(value: object, at: WireKey): void;
    end(): void;
    stub<T extends object>(value: T, at: WireKey, wire: InterfaceWire<T>, owned: boolean): void;
    stream<T>(value: AsyncIterable<T>, at: WireKey, item: WriteValue<T>): void;
    fail(at: WireKey, expected: string, found: unknown): never;
}

export { RowReader, RowWriter, valueLimits };
export type { Cell, Exports, Imports, Message, ValueLimits };
