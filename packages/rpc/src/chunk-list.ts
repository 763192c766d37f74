/** Chunks are put together up to this, in bytes. */
const largestJoined = 65_536;

/** Up to this, in bytes, a copy takes a quarter of the time byte by byte. */
const small = 64;

/** Bytes that come in chunks and are taken from the front: large ones are copied once, when they are taken. */
export class ChunkList {
  #chunks: Uint8Array[] = [];
  /** Where in the first chunk the bytes begin. */
  #at = 0;
  #length = 0;

  /** How many bytes there are. */
  get length(): number {
    return this.#length;
  }

  /** Where they begin in what {@link front} returns. */
  get at(): number {
    return this.#at;
  }

  /** Each chunk takes room beside its bytes: many small ones become few. @param chunk is kept */
  push(chunk: Uint8Array): void {
    this.#length += chunk.length;
    let last = chunk;
    // The first one stays as long as something of it was taken.
    while (this.#chunks.length > (this.#at > 0 ? 1 : 0)) {
      const before = this.#chunks.at(-1) as Uint8Array;
      if (before.length > Math.min(last.length * 2, largestJoined - last.length)) break;
      this.#chunks.pop();
      last = join([before, last]);
    }
    this.#chunks.push(last);
  }

  /**
   * @param count no more than there are
   * @returns one piece that has the first `count` bytes, from {@link at} on; they stay, and must not be changed
   */
  front(count: number): Uint8Array {
    const [first] = this.#chunks;
    if (first && first.length - this.#at >= count) return first;
    // What has gone is not copied again: of frames that end within a chunk, each would take the one before with it.
    if (first) this.#chunks[0] = first.subarray(this.#at);
    this.#at = 0;
    let length = 0;
    const end = this.#chunks.findIndex((chunk) => (length += chunk.length) >= count) + 1;
    const joined = join(this.#chunks.slice(0, end));
    this.#chunks.splice(0, end, joined);
    return joined;
  }

  /**
   * @param count no more than there are
   * @returns a copy of the first `count` bytes, which go
   */
  take(count: number): Uint8Array {
    const taken = new Uint8Array(count);
    let filled = 0;
    while (filled < count) {
      const chunk = this.#chunks[0] as Uint8Array;
      const length = Math.min(count - filled, chunk.length - this.#at);
      copy(chunk, this.#at, length, taken, filled);
      filled += length;
      this.#leave(length);
    }
    return taken;
  }

  /** The first bytes go. @param count no more than there are */
  skip(count: number): void {
    for (let missing = count; missing > 0; ) {
      const length = Math.min(missing, (this.#chunks[0] as Uint8Array).length - this.#at);
      missing -= length;
      this.#leave(length);
    }
  }

  /** @param count no more than the first chunk has */
  #leave(count: number): void {
    this.#at += count;
    this.#length -= count;
    if (this.#at < (this.#chunks[0] as Uint8Array).length) return;
    this.#chunks.shift();
    this.#at = 0;
  }
}

const copy = (from: Uint8Array, at: number, length: number, to: Uint8Array, start: number): void => {
  if (length > small) to.set(from.subarray(at, at + length), start);
  else for (let index = 0; index < length; index += 1) to[start + index] = from[at + index] as number;
};

const join = (chunks: readonly Uint8Array[]): Uint8Array => {
  const joined = new Uint8Array(chunks.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const chunk of chunks) {
    joined.set(chunk, at);
    at += chunk.length;
  }
  return joined;
};
