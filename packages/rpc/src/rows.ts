import type { Objects, Ownership, Received } from './objects.ts';
import { Outbox } from './outbox.ts';
import type { op } from './protocol.ts';
import { errorRecord } from './remote-error.ts';
import { LeanReader, LeanWriter } from './wire/lean-codec.ts';
import type { ValueLimits } from './wire/limits.ts';
import type { Cell, Message } from './wire/message.ts';
import { valueTooLarge } from './wire/place.ts';
import { type Imports, RowReader } from './wire/row-reader.ts';
import { type Exports, RowWriter } from './wire/row-writer.ts';

/** How rows are written. */
export interface RowsOptions {
  /** Whether the other side is believed, and checks alone. */
  readonly isLean?: boolean | undefined;
  /** Calls `flush` when all that travels in one message has been said. */
  readonly atTurnEnd?: ((flush: () => void) => void) | undefined;
}

/** Writes rows with values, and reads the values of rows, with the stubs and streams among them. */
export class Rows {
  readonly reader: RowReader;
  readonly #writer: RowWriter;
  readonly #limits: ValueLimits;
  readonly #objects: Objects;
  readonly #outbox: Outbox;

  constructor(
    limits: ValueLimits,
    objects: Objects,
    links: Exports & Imports,
    send: (message: Message) => void,
    { isLean, atTurnEnd }: RowsOptions,
  ) {
    this.#limits = limits;
    this.#objects = objects;
    this.#writer = isLean ? new LeanWriter(limits, links) : new RowWriter(limits, links);
    this.reader = isLean ? new LeanReader(limits, links) : new RowReader(limits, links);
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
   * A row with a value. Where `write` throws, nothing was written.
   *
   * @param ownership whose the value's stubs become
   * @param method whose call it belongs to, for messages
   */
  write<T>(cells: readonly Cell[], ownership: Ownership, method: string, write: (writer: RowWriter) => T): T {
    return this.#outbox.write(cells, (writer) => {
      writer.method = method;
      return this.#objects.write(ownership, () => write(writer));
    });
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
    const { code, message, hint, data } = errorRecord(error);
    this.#outbox.send(operation, subject, isOurs, code, message, hint, data);
  }

  /**
   * The value at the reader's place.
   *
   * @param ownership whose its stubs become
   * @param method whose call it belongs to, for messages
   */
  read<T>(
    ownership: Ownership,
    method: string,
    read: (reader: RowReader) => T,
  ): { value: T; received: readonly Received[] } {
    const { reader } = this;
    const { cells, size } = this.#limits;
    reader.method = method;
    return this.#objects.read(ownership, () => {
      if (reader.limit - reader.position > cells) throw valueTooLarge([], 'cells', cells, method);
      const value = read(reader);
      if (reader.size > size) throw valueTooLarge([], 'characters and bytes', size, method);
      return value;
    });
  }

  /** Sends what waits for the end of the turn, and behind it the last row. */
  close(...cells: readonly Cell[]): void {
    this.#outbox.close(...cells);
  }

  /** Sends what waits for the end of the turn. */
  flush(): void {
    this.#outbox.flush();
  }
}
