/** One end of a channel inside this process. What is posted reaches the other end as a copy, in a later microtask. */
export class Hop {
  /** Gets what the other end posts. */
  onMessage: (data: unknown) => void = () => {};
  #other: Hop | undefined;
  #queue: unknown[] = [];

  /** Two ends of one channel. */
  static pair(): [Hop, Hop] {
    const [one, other] = [new Hop(), new Hop()];
    one.#other = other;
    other.#other = one;
    return [one, other];
  }

  post(data: unknown): void {
    this.#other?.take(structuredClone(data));
  }

  private take(data: unknown): void {
    if (this.#queue.push(data) === 1) queueMicrotask(this.#deliver);
  }

  readonly #deliver = (): void => {
    const arrived = this.#queue;
    this.#queue = [];
    for (const data of arrived) this.onMessage(data);
  };
}
