import type { MortiseError } from '@mortise/core';
import { timerTime } from '@mortise/core/units';
import { deadlineExceeded } from './errors.ts';

/** Something that ends when its time is over, unless it ended before. */
export interface Deadline {
  /** Whether it ended by itself; {@link Deadlines.over} is told of it. */
  readonly isOver: boolean;
  expire(milliseconds: number): void;
}

/** How long calls may take, in milliseconds, for all that a connection makes. */
export interface Bound {
  /** No call may take longer, whatever else is said. */
  readonly most?: number | undefined;
  /** What holds where the method says nothing. */
  readonly otherwise?: number | undefined;
}

/** @param own what the method says */
export const boundOf = (own: number | undefined, { most, otherwise }: Bound): number | undefined => {
  const wanted = own ?? otherwise;
  if (most === undefined) return wanted;
  return wanted === undefined ? most : Math.min(wanted, most);
};

/** A timer for any time, also `Infinity`. */
export const startTimer = (onTime: () => void, milliseconds: number): Timer =>
  setTimeout(onTime, timerTime(Math.max(1, milliseconds)));

type Timer = ReturnType<typeof setTimeout>;

/** How many entries a queue may have before those that are over are taken out. */
const leastFull = 1_024;

/**
 * Times for many calls with few timers: one for each length of time, as those of one length end in the
 * order in which they began.
 */
export class Deadlines {
  readonly #queues = new Map<number, Queue>();
  readonly #onLate: ((error: MortiseError) => Error) | undefined;
  #waiting = 0;
  #isCleared = false;

  /** @param onLate is told what is about to be rejected, and may put another error in its place */
  constructor(onLate?: (error: MortiseError) => Error) {
    this.#onLate = onLate;
  }

  /** What whoever has waited for too long is rejected with. */
  exceeded(method: string, milliseconds: number): Error {
    const error = deadlineExceeded(method, milliseconds);
    return this.#onLate?.(error) ?? error;
  }

  /** @param milliseconds from now */
  add(milliseconds: number, what: Deadline): void {
    this.#waiting += 1;
    if (this.#isCleared) return;
    let queue = this.#queues.get(milliseconds);
    if (!queue) {
      queue = new Queue(milliseconds, () => this.#queues.delete(milliseconds));
      this.#queues.set(milliseconds, queue);
    }
    queue.add(what);
  }

  /** One that was added has ended, by itself or because it expired. */
  over(): void {
    this.#waiting -= 1;
    // The timers stay, because the next call follows soon as a rule; they do not keep the program running.
    if (this.#waiting === 0) for (const queue of this.#queues.values()) queue.rest();
  }

  /** Ends all timers; nothing expires any more, also not what is added later. */
  clear(): void {
    this.#isCleared = true;
    for (const queue of this.#queues.values()) queue.clear();
    this.#queues.clear();
  }
}

class Queue {
  /** In the order in which they began; some are over. */
  readonly #entries: Deadline[] = [];
  /** When each ends, on the clock of `performance.now`: beside them, as objects of both would be one more a call. */
  readonly #times: number[] = [];
  #full = leastFull;
  #timer: Timer;
  readonly #milliseconds: number;
  readonly #onEmpty: () => void;

  constructor(milliseconds: number, onEmpty: () => void) {
    this.#milliseconds = milliseconds;
    this.#onEmpty = onEmpty;
    this.#timer = startTimer(this.#tick, milliseconds);
  }

  add(what: Deadline): void {
    if (this.#entries.length >= this.#full) this.#compact();
    this.#entries.push(what);
    this.#times.push(performance.now() + this.#milliseconds);
    hold(this.#timer, true);
  }

  rest(): void {
    hold(this.#timer, false);
  }

  clear(): void {
    clearTimeout(this.#timer);
  }

  /** Takes out those that are over. */
  #compact(): void {
    const [entries, times] = [this.#entries, this.#times];
    let kept = 0;
    for (let index = 0; index < entries.length; index += 1) {
      const what = entries[index] as Deadline;
      if (what.isOver) continue;
      entries[kept] = what;
      times[kept] = times[index] as number;
      kept += 1;
    }
    entries.length = kept;
    times.length = kept;
    this.#full = Math.max(leastFull, kept * 2);
  }

  readonly #tick = (): void => {
    const now = performance.now();
    // A timer may fire a little early.
    const expired = this.#entries.filter(
      (what, index) => (this.#times[index] as number) <= now + 1 && !what.isOver,
    );
    for (const what of expired) what.expire(this.#milliseconds);
    this.#compact();
    const [next] = this.#times;
    if (next !== undefined) this.#timer = startTimer(this.#tick, next - performance.now());
    else this.#onEmpty();
  };
}

/** Whether a timer keeps the program running; where there is no such choice, it does what it does. */
const hold = (timer: Timer, isHeld: boolean): void => {
  if (typeof timer !== 'object') return;
  if (isHeld) timer.ref();
  else timer.unref();
};
