import { reentrantCall } from './errors.ts';
import { fullMessage } from './protocol.ts';
import type { Cell, Message } from './wire/message.ts';
import type { RowWriter } from './wire/row-writer.ts';

/** For how many microtasks nothing may be added before a message leaves. */
const quiet = 4;

/** What microtasks are hung on; `queueMicrotask` takes Node longer. */
const turn = Promise.resolve();

/**
 * Gathers the rows of one turn into one message. A turn ends when a few microtasks in a row have added
 * nothing: promises that resolve each other make their calls together too.
 */
export class Outbox {
  readonly #writer: RowWriter;
  readonly #send: (message: Message) => void;
  readonly #atTurnEnd: ((flush: () => void) => void) | undefined;
  readonly #later: (readonly Cell[])[] = [];
  #isWriting = false;
  #isScheduled = false;
  #seen = 0;
  #quietFor = 0;

  /**
   * @param send takes a message that is never empty
   * @param atTurnEnd calls `flush` at the end of a turn; unless told, the microtasks decide when that is
   */
  constructor(writer: RowWriter, send: (message: Message) => void, atTurnEnd?: (flush: () => void) => void) {
    this.#writer = writer;
    this.#send = send;
    this.#atTurnEnd = atTurnEnd;
  }

  /**
   * Writes a row with values. Where `write` throws, the row is taken back.
   *
   * @param write code of the values, such as getters, may run meanwhile; it cannot write a row itself
   */
  write<T>(cells: readonly Cell[], write: (writer: RowWriter) => T): T {
    if (this.#isWriting) throw reentrantCall();
    this.#begin(cells);
    this.#isWriting = true;
    try {
      return write(this.#writer);
    } catch (error) {
      this.#writer.undo();
      throw error;
    } finally {
      this.#isWriting = false;
      this.#done();
      if (this.#later.length > 0) for (const row of this.#later.splice(0)) this.send(...row);
    }
  }

  /** A row without values. */
  send(...cells: readonly Cell[]): void {
    if (this.#isWriting) this.#later.push(cells);
    else {
      this.#begin(cells);
      this.#done();
    }
  }

  /** The last row. A row that is just being written has no end and stays behind. */
  close(...cells: readonly Cell[]): void {
    if (!this.#isWriting) {
      this.send(...cells);
      this.flush();
      return;
    }
    const { cells: written, attachments, start } = this.#writer;
    const rows = [...this.#later.splice(0), cells].flatMap((row) => [row.length, ...row]);
    this.#send({ cells: [...written.slice(0, start), ...rows], attachments: [...attachments] });
  }

  #begin(cells: readonly Cell[]): void {
    // Counted for the message and not for the value: errors may be long.
    // By index and one by one, which an engine that interprets does in half the time.
    const { length } = cells;
    let size = 0;
    for (let index = 0; index < length; index += 1) {
      const cell = cells[index];
      if (typeof cell === 'string') size += cell.length;
    }
    this.#writer.size += size;
    this.#writer.begin();
    const written = this.#writer.cells;
    written.push(0);
    for (let index = 0; index < length; index += 1) written.push(cells[index] as Cell);
  }

  #done(): void {
    const { cells, size, start } = this.#writer;
    if (cells.length === start) return;
    cells[start] = cells.length - start - 1;
    if (cells.length >= fullMessage.cells || size >= fullMessage.size) this.flush();
    else if (!this.#isScheduled) {
      this.#isScheduled = true;
      this.#quietFor = 0;
      if (this.#atTurnEnd) this.#atTurnEnd(this.#endTurn);
      else void turn.then(this.#wait);
    }
  }

  /** Sends what is there now. */
  flush(): void {
    if (this.#writer.cells.length > 0) this.#send(this.#writer.take());
  }

  readonly #wait = (): void => {
    const count = this.#writer.cells.length;
    if (count === this.#seen) this.#quietFor += 1;
    else this.#quietFor = 0;
    this.#seen = count;
    if (count > 0 && this.#quietFor < quiet) void turn.then(this.#wait);
    else this.#endTurn();
  };

  readonly #endTurn = (): void => {
    this.#isScheduled = false;
    this.#seen = 0;
    this.flush();
  };
}
