import type { ContractId } from './contract.ts';
import type { IntegerKind } from './values.ts';

// What generated wire modules are written against. They import these types and nothing at run time, so
// that a package of contracts needs no other package than this one; @mortise/rpc brings what is behind.

/** Where a value stands in the one around it: a field, a parameter or an index. */
export type WireKey = string | number;

/** What a value of a union is at run time. No two members of a union are of one kind. */
export type WireKind =
  | 'string'
  | 'number'
  | 'boolean'
  | 'null'
  | 'undefined'
  | 'bytes'
  | 'bigint'
  | 'date'
  | 'list'
  | 'object';

/** Writes a value of one type. It throws where the value is of another type. */
export type WriteValue<T = unknown> = (writer: WireWriter, value: T, at: WireKey) => void;

/** Reads a value of one type. It throws where there is another one. */
export type ReadValue<T = unknown> = (reader: WireReader, at: WireKey) => T;

/**
 * Takes a value apart into the cells of a row. Every method checks what it gets, whatever its type
 * says, and throws the MortiseError `invalid_value`, which names the place, or `value_too_large`.
 */
export interface WireWriter {
  string(value: string, at: WireKey): void;
  number(value: number, at: WireKey): void;
  boolean(value: boolean, at: WireKey): void;
  null(value: null, at: WireKey): void;
  undefined(value: undefined, at: WireKey): void;
  bytes(value: Uint8Array, at: WireKey): void;
  bigint(value: bigint, at: WireKey): void;
  date(value: Date, at: WireKey): void;
  integer(value: number | bigint, at: WireKey, kind: IntegerKind): void;
  /** One of a few values: an enum, the tag of a variant, a single literal. */
  oneOf(value: string | number | boolean, at: WireKey, values: readonly (string | number | boolean)[]): void;
  /** Whether an optional value is there; writes that it is not. */
  has<T>(value: T | undefined): value is T;
  /** Writes which kind of a union's values comes next. A record is an `object`. */
  union(value: unknown, at: WireKey): WireKind;
  list<T>(value: readonly T[], at: WireKey, item: WriteValue<T>): void;
  record<T>(value: Readonly<Record<string, T>>, at: WireKey, item: WriteValue<T>): void;
  /** Begins a tuple of that many values; {@link leave} ends it. */
  tuple(value: readonly unknown[], at: WireKey, length: number): void;
  leave(): void;
  /** Begins an object, whose fields follow in the model's order; {@link end} ends it. */
  object(value: object, at: WireKey): void;
  end(): void;
  /** An object with methods, which crosses as a stub. */
  stub<T extends object>(value: T, at: WireKey, wire: InterfaceWire<T>, owned: boolean): void;
  /** A stream that the receiver pulls. Only a parameter is one. */
  stream<T>(value: AsyncIterable<T>, at: WireKey, item: WriteValue<T>): void;
  /** Refuses the value. */
  fail(at: WireKey, expected: string, found: unknown): never;
}

/**
 * Makes fresh values from the cells of a row, which may come from anyone. Every method throws the
 * MortiseError `invalid_value` where the next cell is of another type.
 */
export interface WireReader {
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
  /** Whether an optional value comes next. It does not where an older sender knows nothing of it. */
  has(): boolean;
  union(at: WireKey): WireKind;
  list<T>(at: WireKey, item: ReadValue<T>): T[];
  record<T>(at: WireKey, item: ReadValue<T>): Record<string, T>;
  /** Begins a tuple of that many values; {@link leave} ends it. */
  tuple(at: WireKey, length: number): void;
  leave(): void;
  object(at: WireKey): void;
  /** Ends an object; what a newer sender wrote behind the known fields is passed over. */
  end(): void;
  stub<T extends object>(at: WireKey, wire: InterfaceWire<T>, owned: boolean): T;
  stream<T>(at: WireKey, item: ReadValue<T>): AsyncIterable<T>;
  /** Refuses what has been read. */
  fail(at: WireKey, expected: string, found: unknown): never;
}

/** How one method crosses a boundary. */
export interface MethodWire {
  readonly name: string;
  readonly result: 'promise' | 'stream';
  /** How many parameters it has, without the `AbortSignal`. */
  readonly params: number;
  /** Whether an `AbortSignal` comes behind the parameters. */
  readonly cancellable?: boolean;
  readonly idempotent?: boolean;
  /** Of a call, or of the wait for each item of a stream, in milliseconds. */
  readonly deadline?: number;
  writeArgs(writer: WireWriter, args: readonly unknown[]): void;
  /** @returns as many values as there are parameters */
  readArgs(reader: WireReader): unknown[];
  /** The result, or one item of the stream. */
  writeResult(writer: WireWriter, value: unknown): void;
  readResult(reader: WireReader): unknown;
}

/** What a stub makes its calls with. */
export interface StubCaller {
  call<T>(method: MethodWire, args: readonly unknown[], signal?: AbortSignal): Promise<T>;
  stream<T>(method: MethodWire, args: readonly unknown[], signal?: AbortSignal): AsyncIterable<T>;
  /** Lets go of the object on the other side; may be called again. */
  release(): Promise<void>;
}

/** An interface with methods, as a boundary needs it. */
export interface InterfaceWire<T = object> {
  readonly name: string;
  readonly methods: Readonly<Record<string, MethodWire>>;
  /** The interface, each of whose methods calls the other side. */
  stub(caller: StubCaller): T;
}

/** A contract as a boundary needs it: what `*.wire.gen.ts` exports beside the token. */
export interface ContractWire<T = object> extends InterfaceWire<T> {
  readonly id: ContractId;
  /** The full version that it was generated from. */
  readonly version: string;
}
