import { timerTime } from '@mortise/core/units';

/** What is watched, and how. */
export interface LivenessOptions {
  /** Asks the plugin to answer anything at all. */
  readonly ping: () => Promise<void>;
  /** How many calls of it somebody waits for, pings among them. */
  readonly calls: () => number;
  /** How long it may take to answer, in milliseconds. */
  readonly grace: number;
  /**
   * How often it is asked while no call is open, in milliseconds, and how long it may take to answer before there is
   * doubt.
   */
  readonly interval: number;
  /** Told once where it does not answer. */
  readonly onSilence: () => void;
}

/** In how many parts the grace is waited for. */
const parts = 10;

/**
 * Tells a plugin that hangs from one that is slow: asked to answer anything at all, the one does not and the
 * other does. While nobody calls it, it is asked now and then, and has the time of a call to answer.
 */
export class Liveness {
  readonly #options: LivenessOptions;
  readonly #interval: NodeJS.Timeout;
  #grace: NodeJS.Timeout | undefined;
  #isAsked = false;
  #openPings = 0;
  #isEnded = false;

  constructor(options: LivenessOptions) {
    this.#options = options;
    this.#interval = setInterval(() => this.#lookAfterIt(), timerTime(options.interval)).unref();
  }

  /** There is doubt: a call was late. */
  check(): void {
    if (this.#grace) return;
    this.#wait(parts);
    this.#ping(() => {
      clearTimeout(this.#grace);
      this.#grace = undefined;
    });
  }

  end(): void {
    this.#isEnded = true;
    clearInterval(this.#interval);
    clearTimeout(this.#grace);
  }

  /** Whoever waits for a stream's item makes no calls, and nobody may be waiting at all. */
  #lookAfterIt(): void {
    if (this.#options.calls() > this.#openPings) return;
    if (this.#isAsked) {
      this.check();
      return;
    }
    this.#isAsked = true;
    this.#ping(() => {
      this.#isAsked = false;
    });
  }

  /** Only an answer is one: a question that could not be put leaves the doubt. */
  #ping(answered: () => void): void {
    const over = () => {
      this.#openPings -= 1;
    };
    this.#openPings += 1;
    this.#options
      .ping()
      .finally(over)
      .then(answered, () => {});
  }

  /** In parts: where both sides stood still, as on a machine that sleeps, that costs the plugin one of them. */
  #wait(left: number): void {
    this.#grace = setTimeout(
      () => (left > 1 ? this.#wait(left - 1) : this.#lookAgain()),
      timerTime(this.#options.grace / parts),
    );
  }

  /** Where it was us who were busy, the answer is there and was not read: timers come first. */
  #lookAgain(): void {
    const grace = this.#grace;
    const decide = () => {
      if (this.#grace === grace && !this.#isEnded) this.#options.onSilence();
    };
    setImmediate(() => setImmediate(decide));
  }
}
