/** How many timers a plugin may have at once. */
const mostTimers = 10_000;

/** Milliseconds. */
const longest = 2 ** 31 - 1;

/** The timers of one engine, by its numbers. */
export class Timers {
  readonly #fire: (id: number, taken: () => void) => void;
  readonly #timers = new Map<number, ReturnType<typeof setTimeout>>();
  /** How many are due, and wait for the engine. */
  #due = 0;

  /** @param fire is told of each whose time has come, and tells when the engine takes it */
  constructor(fire: (id: number, taken: () => void) => void) {
    this.#fire = fire;
  }

  /** @throws a text where there are too many; an error would show the plugin our files */
  start(id: number, milliseconds: number): void {
    if (this.#timers.size + this.#due >= mostTimers) throw `There are ${mostTimers} timers already`;
    this.stop(id);
    const run = () => {
      this.#timers.delete(id);
      this.#due += 1;
      this.#fire(id, this.#taken);
    };
    // More would make Node warn, in its own words, on the host's terminal.
    this.#timers.set(id, setTimeout(run, Math.min(milliseconds, longest)));
  }

  stop(id: number): void {
    clearTimeout(this.#timers.get(id));
    this.#timers.delete(id);
  }

  clear(): void {
    for (const timer of this.#timers.values()) clearTimeout(timer);
    this.#timers.clear();
  }

  readonly #taken = (): void => {
    this.#due -= 1;
  };
}
