/** The sections of a WebAssembly module that say how its memory begins, and what of it can be reached. */
const ids = { custom: 0, memory: 5, exports: 7, dataCount: 12, data: 11 } as const;

/** Zeros between two pieces of memory that are written rather than a piece more, in bytes. */
const gap = 64;

const pageSize = 65_536;

/** What becomes of a module. */
export interface MemoryOptions {
  /** Of an instance of it, whole pages of 64 KiB. */
  readonly memory: Uint8Array;
  /** Which exports stay: each takes time in each instance. */
  readonly keeps: (name: string) => boolean;
  /** A custom section that it gets; others go. */
  readonly section: { readonly name: string; readonly content: string };
}

/**
 * Rewrites a WebAssembly module so that its one memory begins as the given bytes: an instance has them from the start,
 * and where they are zero they cost nothing.
 *
 * @param wasm a module that imports no memory
 */
export const withMemory = (wasm: Uint8Array, { memory, keeps, section }: MemoryOptions): Uint8Array => {
  const pieces = piecesOf(memory);
  const rewrite = (id: number, body: Uint8Array): Uint8Array[] => {
    switch (id) {
      case ids.custom:
        return [];
      case ids.memory:
        return written(id, [bytes(1, 0, ...unsigned(memory.length / pageSize))]);
      case ids.exports:
        return written(id, exportsOf(body, keeps));
      case ids.dataCount:
        return written(id, [bytes(...unsigned(pieces.length))]);
      case ids.data:
        return written(id, dataOf(memory, pieces));
      default:
        return written(id, [body]);
    }
  };
  const reader = new Reader(wasm);
  const parts: Uint8Array[] = [reader.take(8)];
  while (!reader.isAtEnd) parts.push(...rewrite(reader.byte(), reader.take(reader.number())));
  const [name, content] = [section.name, section.content].map((text) => new TextEncoder().encode(text)) as [
    Uint8Array,
    Uint8Array,
  ];
  return Buffer.concat([...parts, ...written(ids.custom, [bytes(...unsigned(name.length)), name, content])]);
};

type Piece = readonly [begin: number, end: number];

/** Where memory is not zero. */
const piecesOf = (memory: Uint8Array): Piece[] => {
  const words = new Uint32Array(memory.buffer, memory.byteOffset, memory.length / 4);
  const pieces: [number, number][] = [];
  for (const [index, word] of words.entries()) {
    if (word === 0) continue;
    const at = index * 4;
    const last = pieces.at(-1);
    if (last && at - last[1] < gap) last[1] = at + 4;
    else pieces.push([at, at + 4]);
  }
  return pieces;
};

const dataOf = (memory: Uint8Array, pieces: readonly Piece[]): Uint8Array[] => [
  bytes(...unsigned(pieces.length)),
  ...pieces.flatMap(([begin, end]) => [
    // Of the one memory, at an `i32.const`, until `end`.
    bytes(0, 0x41, ...signed(begin), 0x0b, ...unsigned(end - begin)),
    memory.subarray(begin, end),
  ]),
];

const exportsOf = (body: Uint8Array, keeps: (name: string) => boolean): Uint8Array[] => {
  const reader = new Reader(body);
  const kept: Uint8Array[] = [];
  for (let left = reader.number(); left > 0; left -= 1) {
    const begin = reader.at;
    const name = new TextDecoder().decode(reader.take(reader.number()));
    reader.byte();
    reader.number();
    if (keeps(name)) kept.push(body.subarray(begin, reader.at));
  }
  return [bytes(...unsigned(kept.length)), ...kept];
};

class Reader {
  at = 0;
  readonly #bytes: Uint8Array;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
  }

  get isAtEnd(): boolean {
    return this.at >= this.#bytes.length;
  }

  byte(): number {
    return this.#bytes[this.at++] as number;
  }

  /** LEB128, without a sign. */
  number(): number {
    let number = 0;
    for (let shift = 0; ; shift += 7) {
      const byte = this.byte();
      number += (byte & 0x7f) * 2 ** shift;
      if (byte < 0x80) return number;
    }
  }

  take(length: number): Uint8Array {
    this.at += length;
    return this.#bytes.subarray(this.at - length, this.at);
  }
}

const written = (id: number, parts: readonly Uint8Array[]): Uint8Array[] => {
  const length = parts.reduce((sum, { length }) => sum + length, 0);
  return [bytes(id, ...unsigned(length)), ...parts];
};

const bytes = (...numbers: number[]): Uint8Array => Uint8Array.from(numbers);

/** LEB128. */
const unsigned = (number: number): number[] =>
  number < 0x80 ? [number] : [(number & 0x7f) | 0x80, ...unsigned(number >>> 7)];

/** LEB128 whose last byte has a bit for the sign: of numbers from 0. */
const signed = (number: number): number[] =>
  number < 0x40 ? [number] : [(number & 0x7f) | 0x80, ...signed(number >>> 7)];
