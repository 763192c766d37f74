import type { MethodWire, ReadValue, WireKey, WriteValue } from '@mortise/core';
import { overloaded } from './errors.ts';
import { type Objects, type Ownership, type Received, releaseAll } from './objects.ts';
import { Outbox } from './outbox.ts';
import { fullMessage, type Limits, op, weightOf } from './protocol.ts';
import { errorRecord } from './remote-error.ts';
import type { ScopeHolder } from './scope.ts';
import type { ServedCall } from './served-call.ts';
import { LeanReader, LeanWriter } from './wire/lean-codec.ts';
import type { ValueLimits } from './wire/limits.ts';
import type { Cell, Message } from './wire/message.ts';
import { nestValues } from './wire/nested-values.ts';
import { valueTooLarge } from './wire/place.ts';
import { type Imports, RowReader } from './wire/row-reader.ts';
import { type Exports, RowWriter } from './wire/row-writer.ts';

/** How rows are written. */
export interface RowsOptions {
  /** Whether the other side is believed, and checks alone. */
  readonly isLean?: boolean | undefined;
  /** Whether the transport copies attachments while it sends. */
  readonly copiesBytes?: boolean | undefined;
  /** Whether errors that code of this side throws say where they were thrown. */
  readonly tellsStacks?: boolean | undefined;
  /** Calls `flush` when all that travels in one message has been said. */
  readonly atTurnEnd?: ((flush: () => void) => void) | undefined;
}

/** A value, and its stubs where it has some. */
export interface ReceivedValue {
  readonly value: unknown;
  readonly received: readonly Received[];
}

/** Writes rows with values, and reads the values of rows, with the stubs and streams among them. */
export class Rows {
  readonly reader: RowReader;
  readonly #writer: RowWriter;
  readonly #limits: Limits;
  readonly #objects: Objects;
  readonly #outbox: Outbox;
  readonly #isLean: boolean;
  readonly #tellsStacks: boolean;

  constructor(
    limits: Limits,
    objects: Objects,
    links: Exports & Imports,
    send: (message: Message) => void,
    { isLean = false, copiesBytes = false, tellsStacks = false, atTurnEnd }: RowsOptions,
  ) {
    this.#isLean = isLean;
    this.#tellsStacks = tellsStacks;
    this.#limits = limits;
    this.#objects = objects;
    this.#writer = new (isLean ? LeanWriter : RowWriter)(
      limits,
      links,
      copiesBytes ? fullMessage.size : undefined,
    );
    this.reader = new (isLean ? LeanReader : RowReader)(limits, links);
    this.#outbox = new Outbox(this.#writer, send, atTurnEnd);
  }

  /** The method whose value is being written. */
  get writing(): string {
    return this.#writer.method ?? '';
  }

  /** The method whose value is being read. */
  get reading(): string {
    return this.reader.method ?? '';
  }

  /** What the other side takes in one value. */
  set limits(limits: ValueLimits) {
    this.#writer.limits = limits;
  }

  /**
   * The row that makes a call, or opens a stream. As with all rows that have a value: where that cannot be written,
   * nothing was.
   *
   * @param isNested whether arguments go as they are where JSON can say them
   * @param credit what is taken of a stream at first
   * @param scope whom what is lent belongs to
   */
  call(
    id: number,
    target: number,
    method: MethodWire,
    args: readonly unknown[],
    scope: ScopeHolder,
    isNested: boolean,
    credit?: number,
  ): void {
    const { name } = method;
    const writer = this.#begin(credit === undefined ? op.call : op.open, id, scope, name);
    writer.cells.push(target, name);
    if (credit !== undefined) writer.cells.push(credit);
    const start = writer.cells.length;
    try {
      method.writeArgs(writer, args);
      writer.checkCells(start);
    } catch (error) {
      throw this.#undo(error);
    }
    if (isNested) nestValues(writer.cells, start, method.readArgs);
    // Counted for the message and not for the value.
    writer.size += name.length;
    this.#end();
  }

  /** The answer to a call. */
  result(id: number, method: MethodWire, value: unknown): void {
    const writer = this.#begin(op.result, id, 'owned', method.name);
    const start = writer.cells.length;
    try {
      method.writeResult(writer, value);
      writer.checkCells(start);
    } catch (error) {
      throw this.#undo(error);
    }
    this.#end();
  }

  /**
   * An item of a stream.
   *
   * @param ownership whose the item's stubs become
   * @param name of the method that returns the stream, or gets it
   * @returns the item's weight
   */
  item(key: number, ownership: Ownership, name: string, write: WriteValue, value: unknown): number {
    const writer = this.#begin(op.item, -key, ownership, name);
    const weightAt = writer.cells.push(0) - 1;
    let weight = 0;
    try {
      write(writer, value, 'item');
      writer.checkCells(weightAt + 1);
      weight = weightOf(writer.cells.length - weightAt - 1, writer.written);
      writer.cells[weightAt] = weight;
    } catch (error) {
      throw this.#undo(error);
    }
    this.#end();
    return weight;
  }

  /** A row without a value. */
  send(...cells: readonly Cell[]): void {
    this.#outbox.send(...cells);
  }

  /**
   * The error that ends a call or a stream.
   *
   * @param isOurs whether this package raised it, and not the code behind it
   */
  sendError(
    operation: typeof op.error | typeof op.fail,
    subject: number,
    isOurs: boolean,
    error: unknown,
  ): void {
    const { code, message, hint, data, stack } = errorRecord(error, this.#tellsStacks && !isOurs);
    this.#outbox.send(operation, subject, isOurs, code, message, hint, data, ...(stack ? [stack] : []));
  }

  // Values at the reader's place. Where one cannot be read, its stubs are released.

  /**
   * What a call brings.
   *
   * @param call whom what is lent belongs to; gets the weight
   * @param room what it may weigh
   */
  args(method: MethodWire, call: ServedCall, room: number): unknown[] {
    const { reader } = this;
    const nested = this.#nested();
    if (nested) return nested;
    const start = reader.position;
    this.#beginRead(call, method.name);
    try {
      const args = method.readArgs(reader);
      this.#checkRead();
      const weight = weightOf(reader.position - start, reader.size);
      if (weight > room) throw overloaded('what open calls have brought', this.#limits.held);
      call.weight = weight;
      this.#objects.takeReceived();
      return args;
    } catch (error) {
      throw this.#undoRead(error);
    }
  }

  /** What a call or a stream gives. @param ownership whose its stubs become */
  value(read: ReadValue, at: WireKey, ownership: Ownership, name: string): ReceivedValue {
    const { reader } = this;
    this.#beginRead(ownership, name);
    try {
      const value = read(reader, at);
      this.#checkRead();
      return { value, received: this.#objects.takeReceived() };
    } catch (error) {
      throw this.#undoRead(error);
    }
  }

  /** Sends what waits for the end of the turn, and behind it the last row. */
  close(...cells: readonly Cell[]): void {
    this.#outbox.close(...cells);
  }

  /** Sends what waits for the end of the turn. */
  flush(): void {
    this.#outbox.flush();
  }

  #begin(operation: number, subject: number, ownership: Ownership, method: string): RowWriter {
    const writer = this.#outbox.begin(operation, subject);
    writer.method = method;
    this.#objects.writing = ownership;
    return writer;
  }

  #end(): void {
    this.#objects.endWrite();
    this.#outbox.end();
  }

  /** @returns the error */
  #undo(error: unknown): unknown {
    this.#objects.undoWrite();
    this.#outbox.undo();
    return error;
  }

  /** What JSON could say: only who is believed sends that. */
  #nested(): unknown[] | undefined {
    const cell = this.#isLean ? this.reader.peek() : undefined;
    return typeof cell === 'object' && cell !== null ? (cell as unknown[]) : undefined;
  }

  #beginRead(ownership: Ownership, method: string): void {
    const { reader } = this;
    const { cells } = this.#limits;
    reader.method = method;
    this.#objects.reading = ownership;
    if (reader.limit - reader.position > cells) throw valueTooLarge([], 'cells', cells, method);
  }

  #checkRead(): void {
    const { size } = this.#limits;
    if (this.reader.size > size) throw valueTooLarge([], 'characters and bytes', size, this.reader.method);
  }

  /** @returns the error */
  #undoRead(error: unknown): unknown {
    releaseAll(this.#objects.takeReceived());
    return error;
  }
}
