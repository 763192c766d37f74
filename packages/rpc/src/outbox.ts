import { reentrantCall } from './errors.ts';
import { fullMessage } from './protocol.ts';
import type { Cell, Message } from './wire/message.ts';
import type { RowWriter } from './wire/row-writer.ts';

/** For how many microtasks nothing may be added before a message leaves. */
const quiet = 4;

/** What microtasks are hung on; `queueMicrotask` takes Node longer. */
const turn = Promise.resolve();

/**
 * Gathers the rows of one turn into one message, or into a few that are full. A turn ends when a few microtasks in a row have added
 * nothing: promises that resolve each other make their calls together too.
 */
export class Outbox {
  readonly #writer: RowWriter;
  readonly #send: (message: Message) => void;
  readonly #atTurnEnd: ((flush: () => void) => void) | undefined;
  readonly #later: (readonly Cell[])[] = [];
  #isWriting = false;
  #isScheduled = false;
  /** Whether a message of this turn has left. */
  #hasSent = false;
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
   * Begins a row with values, which the writer takes: code of theirs, such as getters, may run meanwhile, and cannot
   * write a row itself. The row ends with {@link end} or {@link undo}.
   */
  begin(operation: number, subject: number): RowWriter {
    if (this.#isWriting) throw reentrantCall();
    this.#isWriting = true;
    const writer = this.#writer;
    writer.begin();
    writer.cells.push(0, operation, subject);
    return writer;
  }

  /** The row that was begun is whole. */
  end(): void {
    this.#isWriting = false;
    this.#done();
    if (this.#later.length > 0) this.#sendLater();
  }

  /** The row that was begun is taken back. */
  undo(): void {
    this.#writer.undo();
    this.#isWriting = false;
    if (this.#later.length > 0) this.#sendLater();
  }

  /** A row without values. */
  send(...cells: readonly Cell[]): void {
    if (this.#isWriting) {
      this.#later.push(cells);
      return;
    }
    const writer = this.#writer;
    writer.begin();
    // Counted for the message and not for the value: errors may be long.
    for (const cell of cells) if (typeof cell === 'string') writer.size += cell.length;
    writer.cells.push(0, ...cells);
    this.#done();
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

  #sendLater(): void {
    for (const row of this.#later.splice(0)) this.send(...row);
  }

  #done(): void {
    const { cells, size, start } = this.#writer;
    const { length } = cells;
    cells[start] = length - start - 1;
    const most = this.#hasSent ? fullMessage.cells : fullMessage.first;
    // So large are also bytes that were not copied when they were written: they leave now.
    if (length >= most || size >= fullMessage.size) {
      this.#hasSent = true;
      this.flush();
    }
    if (!this.#isScheduled) {
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
    this.#hasSent = false;
    this.flush();
  };
}
