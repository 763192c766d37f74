import { ChunkList } from './chunk-list.ts';
import { protocolViolation } from './errors.ts';
import { readCells } from './frame-cells.ts';
import { headSize, lengthAt } from './frame-lengths.ts';
import type { Largest } from './transport.ts';
import type { Message } from './wire/message.ts';

/**
 * Puts the chunks of a byte stream together to messages, wherever they were cut. It keeps at most one
 * frame, whose length is checked as soon as its head is there.
 */
export class FrameReader {
  readonly #largest: Largest;
  readonly #chunks = new ChunkList();
  /** How many bytes must be there before there is something to do. */
  #wanted = headSize;

  constructor(largest: Largest) {
    this.#largest = largest;
  }

  /** Whether a frame has begun that is not there yet. */
  get isInside(): boolean {
    return this.#chunks.length > 0;
  }

  /**
   * @param chunk the next bytes; they are read later too, so that they must not change
   * @returns the messages that are whole now
   * @throws MortiseError `protocol_violation`; nothing can be read after that
   */
  push(chunk: Uint8Array): Message[] {
    if (this.#chunks.length === 0 && isOnlyText(chunk)) {
      this.#check(chunk.length - headSize, 0);
      return [{ cells: readCells(chunk.subarray(headSize), this.#largest.cells), attachments: [] }];
    }
    this.#chunks.push(chunk);
    const messages: Message[] = [];
    while (this.#chunks.length >= this.#wanted) {
      const message = this.#next();
      if (message) messages.push(message);
    }
    return messages;
  }

  /** None where more is wanted. */
  #next(): Message | undefined {
    const chunks = this.#chunks;
    const head = chunks.front(headSize);
    const text = lengthAt(head, chunks.at);
    const count = lengthAt(head, chunks.at + 4);
    this.#check(text, count);
    const start = headSize + count * 4;
    if (!this.#has(start)) return undefined;
    const lengths = count === 0 ? none : lengthsIn(chunks.front(start), chunks.at + headSize, count);
    let total = 0;
    for (const length of lengths) total += length;
    if (total > this.#largest.size)
      throw protocolViolation(`a frame has more than ${this.#largest.size} bytes`);
    if (!this.#has(start + text + total)) return undefined;
    // A row names each by a cell, which takes a character at least.
    if (count > text) throw protocolViolation('a frame has attachments that no cell names');
    const end = start + text;
    const bytes = chunks.front(end).subarray(chunks.at + start, chunks.at + end);
    const cells = readCells(bytes, this.#largest.cells);
    chunks.skip(end);
    this.#wanted = headSize;
    // Copies: a view would give whoever gets it the whole frame.
    return { cells, attachments: lengths.map((length) => chunks.take(length)) };
  }

  #check(text: number, count: number): void {
    const { cells, size } = this.#largest;
    // In JSON, a character takes 6 bytes at most and a number 25.
    if (text > size * 6 + cells * 25 || count > cells)
      throw protocolViolation('a frame is longer than any message');
  }

  #has(wanted: number): boolean {
    this.#wanted = wanted;
    return this.#chunks.length >= wanted;
  }
}

/** Whether bytes are one frame without attachments, as most chunks are: it is read where it is. */
const isOnlyText = (bytes: Uint8Array): boolean =>
  bytes.length >= headSize && lengthAt(bytes, 4) === 0 && headSize + lengthAt(bytes, 0) === bytes.length;

const none: readonly number[] = [];

const lengthsIn = (bytes: Uint8Array, at: number, count: number): number[] => {
  const lengths: number[] = [];
  for (let index = 0; index < count; index += 1) lengths.push(lengthAt(bytes, at + index * 4));
  return lengths;
};
