/**
 * Knows how much of what was sent over a port the other side has not read yet. A number among the messages asks it to
 * send its negative back: what was sent before has been read then. Both ends have one of these.
 */
export class Credit {
  readonly #post: (number: number) => void;
  readonly #askedAfter: number;
  #sent = 0;
  #read = 0;
  #asked = 0;

  /**
   * @param post sends a number to the other side
   * @param askedAfter how much is sent before the other side is asked, in bytes
   */
  constructor(post: (number: number) => void, askedAfter: number) {
    this.#post = post;
    this.#askedAfter = askedAfter;
  }

  /** In bytes, as far as the other side has said. */
  get unread(): number {
    return this.#sent - this.#read;
  }

  /** @param size of what has just been sent, in bytes */
  add(size: number): void {
    this.#sent += size;
    if (this.#sent - this.#asked < this.#askedAfter) return;
    this.#asked = this.#sent;
    this.#post(this.#sent);
  }

  /** A number has come. What was not asked for is no answer. */
  take(number: number): void {
    if (number > 0) this.#post(-number);
    else if (-number > this.#read && -number <= this.#asked) this.#read = -number;
  }
}
