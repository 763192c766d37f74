import type { Boundary, BoundaryKind, IsolationLimits } from './boundary.ts';

/** How long the place of a spare stays empty, in milliseconds: whoever took it is about to need the processor. */
const rest = 100;

/**
 * Boundaries that are started before they are needed: a plugin moves into one instead of waiting for its
 * start. No plugin has run in them. They do not keep the program running.
 */
export class Spares {
  readonly #kind: BoundaryKind;
  readonly #count: number;
  /** By their limits, since those hold from the start. */
  readonly #ready = new Map<string, Promise<Boundary>[]>();
  readonly #timers = new Set<NodeJS.Timeout>();
  #isEnded = false;

  /** @param count how many are kept ready for each set of limits */
  constructor(kind: BoundaryKind, count: number) {
    this.#kind = kind;
    this.#count = count;
  }

  /** One that is ready, or a new one. */
  take(limits: IsolationLimits): Promise<Boundary> {
    const spare = this.#of(limits).shift();
    const taken = spare?.catch(() => this.#kind.start(limits)) ?? this.#kind.start(limits);
    if (this.#count > 0) this.#prepareLater(limits);
    return taken;
  }

  /** @returns once as many are ready as are kept @throws MortiseError why one cannot be started */
  async prepare(limits: IsolationLimits): Promise<void> {
    const ready = this.#of(limits);
    while (!this.#isEnded && ready.length < this.#count) {
      const spare = this.#kind.start(limits);
      ready.push(spare);
      void this.#watch(spare, ready);
    }
    await Promise.all(ready);
  }

  /** Ends those that nobody has taken. */
  async end(): Promise<void> {
    this.#isEnded = true;
    for (const timer of this.#timers) clearTimeout(timer);
    const left = [...this.#ready.values()].flatMap((ready) => ready.splice(0));
    await Promise.all(left.map((spare) => spare.then((boundary) => boundary.end()).catch(() => {})));
  }

  #prepareLater(limits: IsolationLimits): void {
    const timer = setTimeout(() => {
      this.#timers.delete(timer);
      this.prepare(limits).catch(() => {});
    }, rest).unref();
    this.#timers.add(timer);
  }

  /** One that ends while it waits is no spare any more. */
  async #watch(spare: Promise<Boundary>, ready: Promise<Boundary>[]): Promise<void> {
    await spare.then(({ ended }) => ended).catch(() => {});
    const at = ready.indexOf(spare);
    if (at >= 0) ready.splice(at, 1);
  }

  #of(limits: IsolationLimits): Promise<Boundary>[] {
    const { memory, stack, callTimeout } = limits;
    const key = JSON.stringify({ memory, stack, callTimeout });
    const ready = this.#ready.get(key) ?? [];
    this.#ready.set(key, ready);
    return ready;
  }
}
