import type { Boundary, BoundaryKind, IsolationLimits } from './boundary.ts';

/** How long the place of a spare stays empty, in milliseconds: whoever took it is about to need the processor. */
const rest = 100;

/** A boundary that nobody has taken yet. */
interface Spare {
  readonly boundary: Promise<Boundary>;
  readonly giveUp: AbortController;
}

/**
 * Boundaries that are started before they are needed: a plugin moves into one instead of waiting for its
 * start. No plugin has run in them. They do not keep the program running.
 */
export class Spares {
  readonly #kind: BoundaryKind;
  readonly #count: number;
  /** By their limits, since those hold from the start. */
  readonly #ready = new Map<string, Spare[]>();
  readonly #timers = new Set<NodeJS.Timeout>();
  #isEnded = false;

  /** @param count how many are kept ready for each set of limits */
  constructor(kind: BoundaryKind, count: number) {
    this.#kind = kind;
    this.#count = count;
  }

  /**
   * One that is ready, or a new one.
   *
   * @param signal gives up
   */
  async take(limits: IsolationLimits, signal: AbortSignal): Promise<Boundary> {
    const spare = this.#of(limits).shift();
    if (this.#count > 0) this.#prepareLater(limits);
    const boundary = spare && (await taken(spare, signal));
    return boundary ?? this.#kind.start(limits, signal);
  }

  /** @returns once as many are ready as are kept @throws MortiseError why one cannot be started */
  async prepare(limits: IsolationLimits): Promise<void> {
    const ready = this.#of(limits);
    while (!this.#isEnded && ready.length < this.#count) {
      const giveUp = new AbortController();
      const spare = { boundary: this.#kind.start(limits, giveUp.signal), giveUp };
      ready.push(spare);
      void this.#watch(spare, ready, limits);
    }
    await Promise.all(ready.map(({ boundary }) => boundary));
  }

  /** Ends those that nobody has taken. */
  async end(): Promise<void> {
    this.#isEnded = true;
    for (const timer of this.#timers) clearTimeout(timer);
    const left = [...this.#ready.values()].flatMap((ready) => ready.splice(0));
    for (const { giveUp } of left) giveUp.abort();
    await Promise.all(left.map(({ boundary }) => boundary.then((one) => one.end()).catch(() => {})));
  }

  /** One that ends while it waits is no spare any more; another one takes its place. */
  async #watch(spare: Spare, ready: Spare[], limits: IsolationLimits): Promise<void> {
    const hasStarted = await spare.boundary.then(({ ended }) => ended).catch(() => undefined);
    const at = ready.indexOf(spare);
    if (at < 0) return;
    ready.splice(at, 1);
    // What cannot be started at all is not tried again and again.
    if (hasStarted) this.#prepareLater(limits);
  }

  #prepareLater(limits: IsolationLimits): void {
    if (this.#isEnded) return;
    const timer = setTimeout(() => {
      this.#timers.delete(timer);
      this.prepare(limits).catch(() => {});
    }, rest).unref();
    this.#timers.add(timer);
  }

  #of(limits: IsolationLimits): Spare[] {
    const { memory, stack, callTimeout } = limits;
    const key = JSON.stringify({ memory, stack, callTimeout });
    const ready = this.#ready.get(key) ?? [];
    this.#ready.set(key, ready);
    return ready;
  }
}

/** @returns none where it could not be started, or has ended meanwhile */
const taken = async ({ boundary, giveUp }: Spare, signal: AbortSignal): Promise<Boundary | undefined> => {
  const onAbort = () => giveUp.abort(signal.reason);
  signal.addEventListener('abort', onAbort);
  try {
    const one = await boundary;
    // Nothing else tells at once whether it has ended.
    const hasEnded = await Promise.race([one.ended.then(() => true), Promise.resolve(false)]);
    return hasEnded ? undefined : one;
  } catch {
    signal.throwIfAborted();
    return undefined;
  } finally {
    signal.removeEventListener('abort', onAbort);
  }
};
