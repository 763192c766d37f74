/** One user's share. */
export interface Share<T> {
  readonly thing: T;
  /** Where it was the last user, resolves once the thing has ended. May be called again. */
  leave(): Promise<void>;
}

/** Something that users have in common: made for the first of them, ended with the last, then made anew. */
export class Shared<T> {
  readonly #make: () => T;
  readonly #end: (thing: T) => Promise<void>;
  #thing: T | undefined;
  #users = 0;

  constructor(make: () => T, end: (thing: T) => Promise<void> = async () => {}) {
    this.#make = make;
    this.#end = end;
  }

  join(): Share<T> {
    this.#thing ??= this.#make();
    this.#users += 1;
    const thing = this.#thing;
    let left: Promise<void> | undefined;
    return {
      thing,
      leave: () => {
        left ??= this.#leave(thing);
        return left;
      },
    };
  }

  async #leave(thing: T): Promise<void> {
    this.#users -= 1;
    if (this.#users > 0) return;
    this.#thing = undefined;
    await this.#end(thing);
  }
}
