/** How long turns may follow each other before the event loop has its own, in milliseconds. */
const mostAtAStretch = 10;

/** What a turn does. It gets the time at which it begins, on the clock of `performance.now`. */
type Turn = (begun: number) => void;

interface Waiting {
  readonly turn: Turn;
  readonly size: number;
}

/**
 * The turns of one engine, one after the other. Each may take as long as its limit, and timers that are due together
 * or a service that answers at once would make of many a time in which nobody else runs.
 */
export class Turns {
  readonly #waiting: Waiting[] = [];
  #waitingSize = 0;
  #isRunning = false;
  /** Since the event loop had its turn, in milliseconds. */
  #spent = 0;
  #isResting = false;

  /** Whether the next one has to wait. */
  get isBusy(): boolean {
    return this.#isRunning || this.#isResting;
  }

  /** What those hold that have not begun. */
  get waitingSize(): number {
    return this.#waitingSize;
  }

  /**
   * @param turn comes behind those that wait, and at once where there are none
   * @param size how much it holds until it begins, in characters and bytes
   */
  add(turn: Turn, size = 0): void {
    this.#waiting.push({ turn, size });
    this.#waitingSize += size;
    if (!this.isBusy) this.#run();
  }

  /** Those that wait do not come any more. */
  clear(): void {
    this.#waiting.length = 0;
    this.#waitingSize = 0;
  }

  readonly #run = (): void => {
    this.#isResting = false;
    this.#isRunning = true;
    for (let next = this.#waiting.shift(); next; next = this.#waiting.shift()) {
      this.#waitingSize -= next.size;
      const begun = performance.now();
      next.turn(begun);
      this.#spent += performance.now() - begun;
      if (this.#spent < mostAtAStretch) continue;
      this.#spent = 0;
      this.#isResting = true;
      // The first one may come before the timers of the loop's next turn.
      setImmediate(() => setImmediate(this.#run));
      break;
    }
    this.#isRunning = false;
  };
}
