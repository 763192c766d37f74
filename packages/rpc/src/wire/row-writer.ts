import type { IntegerKind, InterfaceWire, WireKey, WireKind, WireWriter, WriteValue } from '@mortise/core';
import { exoticName } from './exotic.ts';
import { bigintRanges, integerText, isBytes, kindOf, kinds, numberRanges, timeOf, viewOf } from './kinds.ts';
import { bigintDigits, type ValueLimits, valueLimits } from './limits.ts';
import type { Cell, Message } from './message.ts';
import { invalidValue, valueTooLarge } from './place.ts';

/** What a connection does for values that stay where they are. */
export interface Exports {
  /** @returns what the row says for the stub */
  exportStub(value: object, wire: InterfaceWire, owned: boolean): number;
  /** @returns what the row says for the stream */
  exportStream(value: AsyncIterable<unknown>, item: WriteValue): number;
}

/**
 * Takes values apart into the cells of a message. A value is copied at once: what its owner does with
 * it later changes nothing.
 */
export class RowWriter implements WireWriter {
  /** What was written since the last {@link take}. */
  cells: Cell[] = [];
  attachments: Uint8Array[] = [];
  /** Characters and bytes of it. */
  size = 0;
  /** Whose call the value belongs to, for messages; unknown at {@link begin}. */
  method: string | undefined;
  readonly #exports: Exports | undefined;
  readonly #leastLent: number;
  #limits: ValueLimits;
  /** Where objects begin whose length is not known yet. */
  protected readonly open: number[] = [];
  readonly #path: WireKey[] = [];
  /** Where the value begins that is being written, in cells. */
  start = 0;
  /** The message before it. */
  protected firstAttachment = 0;
  protected firstSize = 0;
  /** What it may become with it. */
  protected lastCell = 0;
  protected lastSize = 0;

  /**
   * @param leastLent from how many bytes on a value stays its owner's until the message is sent, which has to be at the
   *   end of its row, and is copied by whoever sends it; all are copied here, unless told
   */
  constructor(
    limits: ValueLimits = valueLimits,
    exports?: Exports,
    leastLent: number = Number.POSITIVE_INFINITY,
  ) {
    this.#limits = limits;
    this.#exports = exports;
    this.#leastLent = leastLent;
    this.begin();
  }

  set limits(limits: ValueLimits) {
    this.#limits = limits;
  }

  /** Begins a value: its limits are counted from here on, and {@link undo} goes back to here. */
  begin(): void {
    this.method = undefined;
    // Emptying a list drops its memory, which the next value needs again.
    if (this.#path.length > 0) this.#leaveAll();
    this.start = this.cells.length;
    this.firstAttachment = this.attachments.length;
    this.firstSize = this.size;
    this.lastCell = this.cells.length + this.#limits.cells;
    this.lastSize = this.size + this.#limits.size;
  }

  /** Takes back what was written since {@link begin}. */
  undo(): void {
    this.cells.length = this.start;
    this.attachments.length = this.firstAttachment;
    this.size = this.firstSize;
    this.#leaveAll();
  }

  /** Characters and bytes since {@link begin}. */
  get written(): number {
    return this.size - this.firstSize;
  }

  /**
   * Looks whether the other side takes a value that was written: a union's parts take two cells each, which is not known
   * before.
   *
   * @param from where it begins
   */
  checkCells(from: number): void {
    if (this.cells.length - from > this.#limits.cells) this.#tooLarge();
  }

  /** Hands over what was written and goes on with nothing. */
  take(): Message {
    const { cells, attachments } = this;
    this.cells = [];
    this.attachments = [];
    this.size = 0;
    return { cells, attachments };
  }

  string(value: string, at: WireKey): void {
    if (typeof value !== 'string') this.fail(at, 'a string', value);
    this.cells.push(value);
    if ((this.size += value.length) > this.lastSize) this.#tooLarge(at);
  }

  number(value: number, at: WireKey): void {
    if (typeof value !== 'number') this.fail(at, 'a number', value);
    // JSON has no words for these.
    if (value - value !== 0 || (value === 0 && 1 / value < 0))
      this.cells.push(value === 0 ? '-0' : String(value));
    else this.cells.push(value);
  }

  boolean(value: boolean, at: WireKey): void {
    if (typeof value !== 'boolean') this.fail(at, 'true or false', value);
    this.cells.push(value);
  }

  // A null cell stands for a value that is absent, so that no value is one itself.
  null(value: null, at: WireKey): void {
    if (value !== null) this.fail(at, 'null', value);
    this.cells.push(0);
  }

  undefined(value: undefined, at: WireKey): void {
    if (value !== undefined) this.fail(at, 'undefined', value);
    this.cells.push(0);
  }

  bytes(value: Uint8Array, at: WireKey): void {
    if (!isBytes(value)) this.fail(at, 'a Uint8Array', value);
    if ((this.size += value.length) > this.lastSize) this.#tooLarge(at);
    this.cells.push(this.attachments.push(this.#own(value, at)) - 1);
  }

  bigint(value: bigint, at: WireKey): void {
    if (typeof value !== 'bigint') this.fail(at, 'a bigint', value);
    const text = value.toString();
    if (text.length > bigintDigits)
      throw valueTooLarge([...this.#path, at], 'digits', bigintDigits, this.method);
    this.string(text, at);
  }

  date(value: Date, at: WireKey): void {
    const time = timeOf(value);
    if (time === undefined || time - time !== 0)
      this.#fail(at, 'a valid Date', value, time === undefined ? undefined : 'an invalid Date');
    this.cells.push(time);
  }

  integer(value: number | bigint, at: WireKey, kind: IntegerKind): void {
    const range = numberRanges[kind];
    if (range) {
      if (!Number.isInteger(value) || value < range[0] || value > range[1])
        this.fail(at, integerText(kind), value);
      this.cells.push((value as number) + 0);
      return;
    }
    const [least = 0n, greatest = 0n] = bigintRanges[kind] ?? [];
    if (typeof value !== 'bigint' || value < least || value > greatest)
      this.fail(at, integerText(kind), value);
    this.cells.push(value.toString());
  }

  oneOf(value: string | number | boolean, at: WireKey, values: readonly (string | number | boolean)[]): void {
    if (!values.includes(value)) this.fail(at, values.map((one) => JSON.stringify(one)).join(' or '), value);
    this.cells.push(value);
  }

  has<T>(value: T | undefined): value is T {
    if (value !== undefined) return true;
    this.cells.push(null);
    return false;
  }

  union(value: unknown, at: WireKey): WireKind {
    const kind = kindOf(value);
    if (kind === undefined) return this.#fail(at, 'a value', value, exoticText(value));
    this.cells.push(kinds.indexOf(kind));
    return kind;
  }

  list<T>(value: readonly T[], at: WireKey, item: WriteValue<T>): void {
    if (!Array.isArray(value)) this.fail(at, 'a list', value);
    // Code of an item, such as a getter, may change the list meanwhile.
    const { length } = value;
    this.#enter(at, length);
    this.cells.push(length);
    for (let index = 0; index < length; index += 1) item(this, value[index] as T, index);
    this.#path.pop();
  }

  record<T>(value: Readonly<Record<string, T>>, at: WireKey, item: WriteValue<T>): void {
    this.#checkFields(value, at);
    const keys = Object.keys(value);
    this.#enter(at, keys.length * 2);
    this.cells.push(keys.length);
    for (const key of keys) {
      this.string(key, key);
      item(this, value[key] as T, key);
    }
    this.#path.pop();
  }

  tuple(value: readonly unknown[], at: WireKey, length: number): void {
    if (!Array.isArray(value)) this.fail(at, `a list of ${length}`, value);
    if (value.length !== length) this.#fail(at, `a list of ${length}`, value, `a list of ${value.length}`);
    this.#enter(at, length);
    // Before the members, the first of which may be absent: the tuple itself is there.
    this.cells.push(length);
  }

  leave(): void {
    this.#path.pop();
  }

  object(value: object, at: WireKey): void {
    this.#checkFields(value, at);
    this.#enter(at, 1);
    this.open.push(this.cells.push(0));
  }

  end(): void {
    const start = this.open.pop() as number;
    this.cells[start - 1] = this.cells.length - start;
    this.#path.pop();
  }

  stub<T extends object>(value: T, at: WireKey, wire: InterfaceWire<T>, owned: boolean): void {
    this.#checkObject(value, at);
    if (!this.#exports) this.fail(at, 'no stub outside of a connection', value);
    this.cells.push(this.#exports.exportStub(value, wire as InterfaceWire, owned));
  }

  stream<T>(value: AsyncIterable<T>, at: WireKey, item: WriteValue<T>): void {
    if (typeof value?.[Symbol.asyncIterator] !== 'function') this.fail(at, 'an AsyncIterable', value);
    if (!this.#exports) this.fail(at, 'no stream outside of a connection', value);
    this.cells.push(this.#exports.exportStream(value, item as WriteValue));
  }

  fail(at: WireKey, expected: string, found: unknown): never {
    return this.#fail(at, expected, found, exoticText(found));
  }

  #leaveAll(): void {
    this.open.length = 0;
    this.#path.length = 0;
  }

  #fail(at: WireKey, expected: string, found: unknown, written?: string): never {
    throw invalidValue([...this.#path, at], expected, found, written, this.method);
  }

  #own(bytes: Uint8Array, at: WireKey): Uint8Array {
    try {
      return bytes.length >= this.#leastLent ? viewOf(bytes) : new Uint8Array(bytes);
    } catch {
      return this.fail(at, 'a Uint8Array whose buffer was not transferred away', bytes);
    }
  }

  #checkObject(value: object, at: WireKey): void {
    if (value === null || typeof value !== 'object' || Array.isArray(value))
      this.fail(at, 'an object', value);
  }

  #checkFields(value: object, at: WireKey): void {
    this.#checkObject(value, at);
    const found = exoticText(value);
    if (found !== undefined) this.#fail(at, 'an object', value, found);
  }

  /** Goes one deeper, where as many cells follow at least. */
  #enter(at: WireKey, cells: number): void {
    const depth = this.#path.push(at);
    const { depth: deepest } = this.#limits;
    if (depth > deepest) throw valueTooLarge(this.#path.slice(0, 3), 'levels', deepest, this.method);
    if (this.cells.length + cells > this.lastCell) this.#tooLarge();
  }

  /** @param at where in what was entered last; that itself unless told */
  #tooLarge(at?: WireKey): never {
    const { cells, size } = this.#limits;
    const place = (at === undefined ? this.#path : [...this.#path, at]).slice(0, 3);
    if (this.size > this.lastSize) throw valueTooLarge(place, 'characters and bytes', size, this.method);
    throw valueTooLarge(place, 'cells', cells, this.method);
  }
}

const exoticText = (value: unknown): string | undefined => {
  const name = typeof value === 'object' && value !== null ? exoticName(value) : undefined;
  return name && `${/^[AE]/.test(name) ? 'an' : 'a'} ${name}`;
};
