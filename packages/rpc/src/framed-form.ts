import { protocolViolation } from './errors.ts';
import type { Largest } from './transport.ts';
import type { Message } from './wire/message.ts';

/** Of a frame's head: the length of the text, then the number of attachments, 4 bytes each. */
const headSize = 8;

/** Chunks are put together up to this before a frame is whole. */
const largestJoined = 65_536;

const encoder = new TextEncoder();
const decoder = new TextDecoder('utf-8', { fatal: true });

/**
 * A message as bytes: the length of its text and the number of its attachments, the length of each
 * attachment, all as little-endian 32-bit integers; then the cells as a list in JSON, in UTF-8; then the
 * attachments. Nothing of an attachment is copied here.
 *
 * @returns parts to be written one behind the other
 */
export const toFrame = ({ cells, attachments }: Message): Uint8Array[] => {
  const text = encoder.encode(JSON.stringify(cells));
  const head = new Uint8Array(headSize + attachments.length * 4);
  const view = new DataView(head.buffer);
  view.setUint32(0, text.length, true);
  view.setUint32(4, attachments.length, true);
  for (const [index, { length }] of attachments.entries()) view.setUint32(headSize + index * 4, length, true);
  return [head, text, ...attachments];
};

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
    this.#keep(chunk);
    this.#length += chunk.length;
    const messages: Message[] = [];
    while (this.#length >= this.#wanted) {
      const bytes = this.#joined();
      const frame = this.#measure(bytes);
      if (frame) {
        messages.push(readFrame(bytes, frame, this.#largest));
        this.#rest(bytes.subarray(frame.end));
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

  /** What the head says; none where there is too little, and then how much is wanted. */
  #measure(bytes: Uint8Array): Frame | undefined {
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    const text = view.getUint32(0, true);
    const count = view.getUint32(4, true);
    const { cells, size } = this.#largest;
    // In JSON, a character takes 6 bytes at most and a number 25.
    if (text > size * 6 + cells * 25 || count > cells)
      throw protocolViolation('a frame is longer than any message');
    const start = headSize + count * 4;
    if (!this.#has(bytes, start)) return undefined;
    const attachments = Array.from({ length: count }, (_, index) =>
      view.getUint32(headSize + index * 4, true),
    );
    const total = attachments.reduce((sum, length) => sum + length, 0);
    if (total > size) throw protocolViolation(`a frame has more than ${size} bytes`);
    const end = start + text + total;
    return this.#has(bytes, end)
      ? { text: start, attachments: start + text, lengths: attachments, end }
      : undefined;
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

/** Where the parts of a frame lie. */
interface Frame {
  readonly text: number;
  readonly attachments: number;
  readonly lengths: readonly number[];
  readonly end: number;
}

const readFrame = (bytes: Uint8Array, { text, attachments, lengths }: Frame, largest: Largest): Message => {
  let at = attachments;
  return {
    cells: readCells(bytes.subarray(text, attachments), largest),
    // Copies: a view would give whoever gets it the whole frame.
    attachments: lengths.map((length) => new Uint8Array(bytes.subarray(at, (at += length)))),
  };
};

const readCells = (text: Uint8Array, largest: Largest): Message['cells'] => {
  let cells: unknown;
  try {
    cells = JSON.parse(decoder.decode(text));
  } catch (error) {
    throw protocolViolation('a frame holds no JSON', error);
  }
  if (!Array.isArray(cells)) throw protocolViolation('a frame holds no list');
  if (cells.length > largest.cells) throw protocolViolation(`a message has more than ${largest.cells} cells`);
  return cells;
};
