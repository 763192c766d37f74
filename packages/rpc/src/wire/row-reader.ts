import type { IntegerKind, InterfaceWire, ReadValue, WireKey, WireKind, WireReader } from '@mortise/core';
import { bigintRanges, integerText, kinds, numberRanges, specialNumbers } from './kinds.ts';
import { bigintDigits, type ValueLimits, valueLimits } from './limits.ts';
import type { Message } from './message.ts';
import { invalidValue, valueTooLarge } from './place.ts';

/** What a connection does for stubs and streams that come in. */
export interface Imports {
  /** @returns none where there is no such object, or not one of that interface */
  importStub(id: number, wire: InterfaceWire, owned: boolean): object | undefined;
  /** @returns none where there is no such stream */
  importStream(id: number, item: ReadValue): AsyncIterable<unknown> | undefined;
}

const digits = /^-?[0-9]+$/;

/** The greatest distance of a Date from 1970, in milliseconds. */
const lastTime = 8_640_000_000_000_000;

/**
 * Makes fresh values from the cells of a message, which may come from anyone: nothing is believed, no
 * length, no index, no type.
 */
export class RowReader implements WireReader {
  /** The next cell. */
  position = 0;
  /** Behind the last cell of what is being read. */
  limit = 0;
  /** Characters and bytes that were read since {@link begin}. */
  size = 0;
  /** Whose call the value belongs to, for messages; unknown at {@link begin}. */
  method: string | undefined;
  protected cells: readonly unknown[] = [];
  #attachments: (Uint8Array | undefined)[] = [];
  readonly #imports: Imports | undefined;
  readonly #depth: number;
  protected readonly ends: number[] = [];
  readonly #path: WireKey[] = [];

  constructor({ depth }: ValueLimits = valueLimits, imports?: Imports) {
    this.#depth = depth;
    this.#imports = imports;
  }

  /** Begins a message. */
  open({ cells, attachments }: Message): void {
    this.cells = cells;
    this.#attachments = attachments;
    this.position = 0;
    this.limit = cells.length;
  }

  /** Begins a value at the cell `position`, which ends before the cell `limit`. */
  begin(position: number, limit: number): void {
    this.method = undefined;
    this.position = position;
    this.limit = limit;
    this.size = 0;
    // Emptying a list drops its memory, which the next value needs again.
    if (this.#path.length > 0 || this.ends.length > 0) {
      this.ends.length = 0;
      this.#path.length = 0;
    }
  }

  /** The next cell, whatever it is; `undefined` behind the last one. */
  next(): unknown {
    return this.position < this.limit ? this.cells[this.position++] : undefined;
  }

  /** The next cell, which stays the next one. */
  peek(): unknown {
    return this.position < this.limit ? this.cells[this.position] : undefined;
  }

  string(at: WireKey): string {
    const cell = this.next();
    if (typeof cell !== 'string') return this.fail(at, 'a string', cell);
    this.size += cell.length;
    return cell;
  }

  number(at: WireKey): number {
    const cell = this.next();
    if (typeof cell === 'number') return cell;
    const special = typeof cell === 'string' && Object.hasOwn(specialNumbers, cell);
    return special ? (specialNumbers[cell] as number) : this.fail(at, 'a number', cell);
  }

  boolean(at: WireKey): boolean {
    const cell = this.next();
    return typeof cell === 'boolean' ? cell : this.fail(at, 'true or false', cell);
  }

  null(at: WireKey): null {
    const cell = this.next();
    return cell === 0 ? null : this.fail(at, 'null', cell);
  }

  undefined(at: WireKey): undefined {
    const cell = this.next();
    return cell === 0 ? undefined : this.fail(at, 'undefined', cell);
  }

  bytes(at: WireKey): Uint8Array {
    const cell = this.next();
    const bytes = typeof cell === 'number' ? this.#attachments[cell] : undefined;
    if (bytes === undefined) return this.fail(at, 'bytes', cell);
    // Whoever gets them owns them: the same ones cannot be handed out twice.
    this.#attachments[cell as number] = undefined;
    this.size += bytes.length;
    return bytes;
  }

  bigint(at: WireKey): bigint {
    const cell = this.next();
    if (typeof cell !== 'string' || cell.length > bigintDigits || !digits.test(cell))
      return this.fail(at, 'a bigint', cell);
    return BigInt(cell);
  }

  date(at: WireKey): Date {
    const cell = this.next();
    if (typeof cell !== 'number' || !(Math.abs(cell) <= lastTime)) return this.fail(at, 'a Date', cell);
    return new Date(cell);
  }

  integer(at: WireKey, kind: 'u64' | 's64'): bigint;
  integer(at: WireKey, kind: Exclude<IntegerKind, 'u64' | 's64'>): number;
  integer(at: WireKey, kind: IntegerKind): number | bigint {
    const range = numberRanges[kind];
    if (range) {
      const cell = this.next();
      const isFine = Number.isInteger(cell) && (cell as number) >= range[0] && (cell as number) <= range[1];
      // Structured clone keeps a negative zero, which is no integer that JSON can say.
      return isFine ? (cell as number) + 0 : this.fail(at, integerText(kind), cell);
    }
    const [least = 0n, greatest = 0n] = bigintRanges[kind] ?? [];
    const value = this.bigint(at);
    return value >= least && value <= greatest ? value : this.fail(at, integerText(kind), value);
  }

  oneOf<const T extends string | number | boolean>(at: WireKey, values: readonly T[]): T {
    const cell = this.next() as T;
    return values.includes(cell)
      ? cell
      : this.fail(at, values.map((one) => JSON.stringify(one)).join(' or '), cell);
  }

  has(): boolean {
    if (this.position >= this.limit) return false;
    if (this.cells[this.position] !== null) return true;
    this.position += 1;
    return false;
  }

  union(at: WireKey): WireKind {
    const cell = this.next();
    const kind = typeof cell === 'number' ? kinds[cell] : undefined;
    return kind ?? this.fail(at, 'the kind of a value', cell);
  }

  list<T>(at: WireKey, item: ReadValue<T>): T[] {
    const count = this.#count(at, 1);
    // An empty list takes room for 17 with its first item, which is much where lists are short and many.
    const values: T[] = count > 16 ? [] : new Array(count);
    for (let index = 0; index < count; index += 1) values[index] = item(this, index);
    this.#path.pop();
    return values;
  }

  record<T>(at: WireKey, item: ReadValue<T>): Record<string, T> {
    const count = this.#count(at, 2);
    const values: Record<string, T> = {};
    for (let index = 0; index < count; index += 1) {
      const key = this.string(index);
      const value = item(this, key);
      // An assignment to what is inherited could call code or fail.
      if (key in values)
        Object.defineProperty(values, key, { value, writable: true, enumerable: true, configurable: true });
      else values[key] = value;
    }
    this.#path.pop();
    return values;
  }

  tuple(at: WireKey, length: number): void {
    const cell = this.next();
    if (cell !== length) this.fail(at, `a list of ${length}`, cell);
    this.#enter(at);
  }

  leave(): void {
    this.#path.pop();
  }

  object(at: WireKey): void {
    const cells = this.next();
    if (
      typeof cells !== 'number' ||
      !Number.isInteger(cells) ||
      cells < 0 ||
      cells > this.limit - this.position
    )
      this.fail(at, 'an object', cells);
    this.#enter(at);
    this.ends.push(this.limit);
    this.limit = this.position + (cells as number);
  }

  end(): void {
    this.position = this.limit;
    this.limit = this.ends.pop() as number;
    this.#path.pop();
  }

  stub<T extends object>(at: WireKey, wire: InterfaceWire<T>, owned: boolean): T {
    const cell = this.next();
    const id = Number.isSafeInteger(cell) ? (cell as number) : 0;
    const stub = id === 0 ? undefined : this.#imports?.importStub(id, wire as InterfaceWire, owned);
    return (stub as T | undefined) ?? this.fail(at, `an object with the methods of ${wire.name}`, cell);
  }

  stream<T>(at: WireKey, item: ReadValue<T>): AsyncIterable<T> {
    const cell = this.next();
    const id = Number.isSafeInteger(cell) && (cell as number) > 0 ? (cell as number) : 0;
    const stream = id === 0 ? undefined : this.#imports?.importStream(id, item);
    return (stream as AsyncIterable<T> | undefined) ?? this.fail(at, 'a stream', cell);
  }

  fail(at: WireKey, expected: string, found: unknown): never {
    const written = found === undefined ? 'nothing' : undefined;
    throw invalidValue([...this.#path, at], expected, found, written, this.method);
  }

  #count(at: WireKey, cellsEach: number): number {
    const count = this.next();
    // Before anything is made room for: each item takes a cell at least.
    const isFine = Number.isInteger(count) && (count as number) >= 0;
    if (!isFine || (count as number) * cellsEach > this.limit - this.position) this.fail(at, 'a list', count);
    this.#enter(at);
    return count as number;
  }

  #enter(at: WireKey): void {
    if (this.#path.push(at) > this.#depth)
      throw valueTooLarge(this.#path.slice(0, 3), 'levels', this.#depth, this.method);
  }
}
