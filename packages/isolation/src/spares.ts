import type { Boundary, BoundaryKind, IsolationLimits } from './boundary.ts';
import { invalidOption, loaderEnded } from './errors.ts';

/** How many are kept ready at most, as a profile has it too: each costs what an empty thread or process does. */
const most = 16;

/** How long the place of a spare stays empty, in milliseconds: whoever took it is about to need the processor. */
const rest = 100;
/** Where spares die while they wait, twice as long each time, up to this. */
const longestRest = 30_000;
/** A spare that waited for so long, in milliseconds, did not die as the one before it. */
const healthy = 10_000;

/** A boundary that a plugin can move into. */
export interface Opened {
  readonly boundary: Boundary;
  /** Whether it was ready. */
  readonly isSpare: boolean;
}

/** A boundary that nobody has taken yet. */
interface Spare {
  readonly boundary: Promise<Boundary>;
  readonly giveUp: AbortController;
  /** Whether it has started. */
  isReady: boolean;
}

/** The spares for one set of limits. */
interface Shelf {
  readonly spares: Spare[];
  /** How long the next empty place stays empty, in milliseconds. */
  rest: number;
  /** Fills empty places. */
  timer: NodeJS.Timeout | undefined;
}

/**
 * Boundaries that are started before they are needed: a plugin moves into one instead of waiting for its
 * start. No plugin has run in them. They do not keep the program running.
 */
export class Spares {
  readonly #kind: BoundaryKind;
  readonly #count: number;
  /** By the limits that hold from the start. */
  readonly #shelves = new Map<string, Shelf>();
  #isEnded = false;

  /**
   * @param count how many are kept ready for each set of limits: a whole number from 0 to 16
   * @throws MortiseError `invalid_option`
   */
  constructor(kind: BoundaryKind, count: number) {
    checkSpares(count);
    this.#kind = kind;
    this.#count = count;
  }

  /**
   * One that is ready, or else one that is starting, or a new one.
   *
   * @param signal gives up
   */
  async take(limits: IsolationLimits, signal: AbortSignal): Promise<Opened> {
    const shelf = this.#of(limits);
    const { spares } = shelf;
    const ready = spares.findIndex(({ isReady }) => isReady);
    const [spare] = spares.splice(Math.max(ready, 0), 1);
    if (ready >= 0) isOfUse(shelf);
    if (this.#count > 0) this.#prepareLater(limits, shelf);
    const boundary = spare && (await taken(spare, signal));
    return {
      boundary: boundary ?? (await this.#kind.start(limits, signal, false)),
      isSpare: boundary !== undefined && ready >= 0,
    };
  }

  /**
   * @returns once as many are ready as are kept
   * @throws MortiseError `loader_ended`; why one cannot be started
   */
  async prepare(limits: IsolationLimits): Promise<void> {
    const shelf = this.#of(limits);
    const { spares } = shelf;
    if (this.#isEnded) throw loaderEnded();
    while (spares.length < this.#count) {
      const giveUp = new AbortController();
      const spare = { boundary: this.#kind.start(limits, giveUp.signal, true), giveUp, isReady: false };
      spares.push(spare);
      void this.#watch(spare, shelf, limits);
    }
    try {
      await Promise.all(spares.map(({ boundary }) => boundary));
    } catch (error) {
      throw this.#isEnded ? loaderEnded() : error;
    }
  }

  /** Ends those that nobody has taken. */
  async end(): Promise<void> {
    this.#isEnded = true;
    const shelves = [...this.#shelves.values()];
    for (const { timer } of shelves) clearTimeout(timer);
    const left = shelves.flatMap(({ spares }) => spares.splice(0));
    for (const { giveUp } of left) giveUp.abort();
    await Promise.all(left.map(({ boundary }) => boundary.then((one) => one.end()).catch(() => {})));
  }

  /** One that ends while it waits is no spare any more; another one takes its place, later and later. */
  async #watch(spare: Spare, shelf: Shelf, limits: IsolationLimits): Promise<void> {
    let readyAt = 0;
    const ended = spare.boundary.then((boundary) => {
      spare.isReady = true;
      readyAt = performance.now();
      return boundary.ended;
    });
    const hasStarted = await ended.catch(() => undefined);
    const at = shelf.spares.indexOf(spare);
    if (at < 0) return;
    shelf.spares.splice(at, 1);
    // What cannot be started at all is not tried again and again.
    if (!hasStarted) return;
    if (performance.now() - readyAt > healthy) isOfUse(shelf);
    // Those that die while a place is empty anyway are of the same failure.
    if (shelf.timer) return;
    this.#prepareLater(limits, shelf);
    shelf.rest = Math.min(shelf.rest * 2, longestRest);
  }

  #prepareLater(limits: IsolationLimits, shelf: Shelf): void {
    if (this.#isEnded || shelf.timer) return;
    shelf.timer = setTimeout(() => {
      shelf.timer = undefined;
      this.prepare(limits).catch(() => {});
    }, shelf.rest).unref();
  }

  #of(limits: IsolationLimits): Shelf {
    const startLimits = Object.entries(this.#kind.startLimits) as [keyof IsolationLimits, number][];
    const key = startLimits.map(([name, otherwise]) => limits[name] ?? otherwise).join();
    const shelf = this.#shelves.get(key) ?? { spares: [], rest, timer: undefined };
    this.#shelves.set(key, shelf);
    return shelf;
  }
}

/** Its spares live until they are needed: nothing is to be waited for. */
const isOfUse = (shelf: Shelf): void => {
  clearTimeout(shelf.timer);
  shelf.timer = undefined;
  shelf.rest = rest;
};

/** @param count which may be anything, where a host has no types @throws MortiseError `invalid_option` */
export const checkSpares = (count: number): void => {
  if (!Number.isInteger(count) || count < 0 || count > most)
    throw invalidOption('spares', count, `a whole number from 0 to ${most}`);
};

/** @returns none where it could not be started, or has ended meanwhile */
const taken = async ({ boundary, giveUp }: Spare, signal: AbortSignal): Promise<Boundary | undefined> => {
  const onAbort = () => giveUp.abort(signal.reason);
  signal.addEventListener('abort', onAbort);
  try {
    const one = await boundary;
    let hasEnded = false;
    void one.ended.then(() => {
      hasEnded = true;
    });
    // Whatever has ended has said so by then.
    await Promise.resolve();
    return hasEnded ? undefined : one;
  } catch {
    signal.throwIfAborted();
    return undefined;
  } finally {
    signal.removeEventListener('abort', onAbort);
  }
};
