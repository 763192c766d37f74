/** Calls by number, until their answers come. Nothing is checked, and no error comes back. */
export class Waiting {
  readonly #resolves = new Map<number, (answer: unknown) => void>();
  #last = 0;

  /** Resolves when {@link answer} is called with the number that `send` got. */
  call(send: (id: number) => void): Promise<unknown> {
    return new Promise((resolve) => {
      const id = ++this.#last;
      this.#resolves.set(id, resolve);
      send(id);
    });
  }

  answer(id: number, answer: unknown): void {
    this.#resolves.get(id)?.(answer);
    this.#resolves.delete(id);
  }
}
