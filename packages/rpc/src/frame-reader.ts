import { protocolViolation } from './errors.ts';
import { readCells } from './frame-cells.ts';
import { headSize, lengthAt } from './frame-lengths.ts';
import type { Largest } from './transport.ts';
import type { Message } from './wire/message.ts';

/** Chunks are put together up to this before a frame is whole. */
const largestJoined = 65_536;

/**
 * Puts the chunks of a byte stream together to messages, wherever they were cut. It keeps at most one
 * frame, whose length is checked as soon as its head is there.
 */
export class FrameReader {
  readonly #largest: Largest;
  #chunks: Uint8Array[] = [];
  #length = 0;
  /** How many bytes must be there before there is something to do. */
  #wanted = headSize;

  constructor(largest: Largest) {
    this.#largest = largest;
  }

  /** Whether a frame has begun that is not there yet. */
  get isInside(): boolean {
    return this.#length > 0;
  }

  /**
   * @param chunk the next bytes; they are read later too, so that they must not change
   * @returns the messages that are whole now
   * @throws MortiseError `protocol_violation`; nothing can be read after that
   */
  push(chunk: Uint8Array): Message[] {
    // Most chunks are one frame, which is read where it is.
    if (this.#length === 0 && chunk.length >= headSize && this.#measure(chunk) === chunk.length) {
      this.#wanted = headSize;
      return [readFrame(chunk, this.#largest)];
    }
    if (this.#length === 0) this.#wanted = headSize;
    this.#keep(chunk);
    this.#length += chunk.length;
    const messages: Message[] = [];
    while (this.#length >= this.#wanted) {
      const bytes = this.#joined();
      const end = this.#measure(bytes);
      if (end > 0) {
        messages.push(readFrame(bytes, this.#largest));
        this.#rest(bytes.subarray(end));
      }
    }
    return messages;
  }

  /** Each chunk takes room beside its bytes: many small ones become few. */
  #keep(chunk: Uint8Array): void {
    let last = chunk;
    for (;;) {
      const before = this.#chunks.at(-1);
      const most = Math.min(last.length * 2, largestJoined - last.length);
      if (!before || before.length > most) break;
      this.#chunks.pop();
      last = join([before, last]);
    }
    this.#chunks.push(last);
  }

  #joined(): Uint8Array {
    const [first] = this.#chunks;
    if (first && this.#chunks.length === 1) return first;
    const joined = join(this.#chunks);
    this.#chunks = [joined];
    return joined;
  }

  #rest(bytes: Uint8Array): void {
    this.#chunks = bytes.length > 0 ? [bytes] : [];
    this.#length = bytes.length;
    this.#wanted = headSize;
  }

  /** Where the frame ends; 0 where there is too little, and then how much is wanted. */
  #measure(bytes: Uint8Array): number {
    const text = lengthAt(bytes, 0);
    const count = lengthAt(bytes, 4);
    const { cells, size } = this.#largest;
    // In JSON, a character takes 6 bytes at most and a number 25.
    if (text > size * 6 + cells * 25 || count > cells)
      throw protocolViolation('a frame is longer than any message');
    const start = headSize + count * 4;
    if (!this.#has(bytes, start)) return 0;
    let total = 0;
    for (let index = 0; index < count; index += 1) total += lengthAt(bytes, headSize + index * 4);
    if (total > size) throw protocolViolation(`a frame has more than ${size} bytes`);
    const end = start + text + total;
    return this.#has(bytes, end) ? end : 0;
  }

  #has({ length }: Uint8Array, wanted: number): boolean {
    this.#wanted = wanted;
    return length >= wanted;
  }
}

const join = (chunks: readonly Uint8Array[]): Uint8Array => {
  const joined = new Uint8Array(chunks.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const chunk of chunks) {
    joined.set(chunk, at);
    at += chunk.length;
  }
  return joined;
};

const readFrame = (bytes: Uint8Array, largest: Largest): Message => {
  const count = lengthAt(bytes, 4);
  // A row names each by a cell, which takes a character at least.
  if (count > lengthAt(bytes, 0)) throw protocolViolation('a frame has attachments that no cell names');
  const start = headSize + count * 4;
  let at = start + lengthAt(bytes, 0);
  const cells = readCells(bytes.subarray(start, at), largest.cells);
  const attachments: Uint8Array[] = [];
  for (let index = 0; index < count; index += 1) {
    const length = lengthAt(bytes, headSize + index * 4);
    // Copies: a view would give whoever gets it the whole frame.
    attachments.push(copy(bytes, at, length));
    at += length;
  }
  return { cells, attachments };
};

const copy = (bytes: Uint8Array, at: number, length: number): Uint8Array => {
  if (length > 64) return new Uint8Array(bytes.subarray(at, at + length));
  // Byte by byte, short ones take a quarter of the time.
  const part = new Uint8Array(length);
  for (let index = 0; index < length; index += 1) part[index] = bytes[at + index] as number;
  return part;
};
