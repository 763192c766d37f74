/** In weight. */
const most = 512 * 1024;

/**
 * How much all streams of a connection may send before others have their turn: a hostile reader may open
 * many, and grant any credit.
 */
export class Breath {
  #sent = 0;
  #next: Promise<void> | undefined;

  /** Whether a stream has to {@link wait} before it sends more. */
  get isOut(): boolean {
    return this.#sent >= most;
  }

  spend(weight: number): void {
    this.#sent += weight;
  }

  /** The other side has said something, and so others had their turn. */
  renew(): void {
    this.#sent = 0;
  }

  /** Resolves in a later turn of the event loop, for all streams that wait. */
  wait(): Promise<void> {
    this.#next ??= new Promise((resolve) => {
      setTimeout(() => {
        this.#next = undefined;
        this.renew();
        resolve();
      }, 0);
    });
    return this.#next;
  }
}
