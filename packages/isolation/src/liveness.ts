/** What is watched, and how. */
export interface LivenessOptions {
  /** Asks the plugin to answer anything at all. */
  readonly ping: () => Promise<void>;
  /** How many streams of it are open. */
  readonly streams: () => number;
  /** How long it may take to answer, in milliseconds. */
  readonly grace: number;
  /** How often it is asked while a stream is open, in milliseconds: whoever waits for an item makes no calls. */
  readonly interval: number;
  /** Told once where it does not answer. */
  readonly onSilence: () => void;
}

/**
 * Tells a plugin that hangs from one that is slow: asked to answer anything at all, the one does not and the
 * other does.
 */
export class Liveness {
  readonly #options: LivenessOptions;
  readonly #interval: NodeJS.Timeout;
  #grace: NodeJS.Timeout | undefined;
  #isEnded = false;

  constructor(options: LivenessOptions) {
    this.#options = options;
    this.#interval = setInterval(() => {
      if (options.streams() > 0) this.check();
    }, options.interval).unref();
  }

  /** There is doubt: a call was late. */
  check(): void {
    if (this.#grace) return;
    const { ping, grace } = this.#options;
    this.#grace = setTimeout(() => this.#lookAgain(), grace);
    const answered = () => {
      clearTimeout(this.#grace);
      this.#grace = undefined;
    };
    // Only an answer is one: a question that could not be put leaves the doubt.
    ping().then(answered, () => {});
  }

  end(): void {
    this.#isEnded = true;
    clearInterval(this.#interval);
    clearTimeout(this.#grace);
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
