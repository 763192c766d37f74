import { stdin } from './deno-api.ts';

const buffer = new Uint8Array(65_536);

/** The next bytes from the host; none once it has gone. Small ones are copied, so that they do not keep a buffer. */
export const readChunk = async (): Promise<Uint8Array | undefined> => {
  const count = await stdin.read(buffer);
  return count === null ? undefined : buffer.slice(0, count);
};

/** Reads exactly so many bytes. */
export class ExactReader {
  #rest = new Uint8Array(0);

  /** What was read beyond what was asked for. */
  get rest(): Uint8Array {
    return this.#rest;
  }

  /** @returns none where the host has gone before */
  async take(length: number): Promise<Uint8Array | undefined> {
    const parts: Uint8Array[] = [];
    let missing = length;
    for (let chunk: Uint8Array | undefined = this.#rest; ; chunk = await readChunk()) {
      if (!chunk) return undefined;
      const part = chunk.subarray(0, missing);
      parts.push(part);
      missing -= part.length;
      this.#rest = chunk.slice(part.length);
      if (missing === 0) return join(parts, length);
    }
  }
}

const join = (parts: readonly Uint8Array[], length: number): Uint8Array => {
  const joined = new Uint8Array(length);
  let at = 0;
  for (const part of parts) {
    joined.set(part, at);
    at += part.length;
  }
  return joined;
};
