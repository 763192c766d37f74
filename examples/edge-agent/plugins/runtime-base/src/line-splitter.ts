import { StringDecoder } from 'node:string_decoder';

/** A line longer than this is cut, so that output without line ends cannot fill the memory. */
export const maxLine = 16 * 1024;

/** Makes UTF-8 as it comes in pieces into lines without their ends. */
export class LineSplitter {
  readonly #decoder = new StringDecoder('utf8');
  #rest = '';

  /** The lines that this piece completes. */
  push(chunk: Uint8Array): string[] {
    const lines = (this.#rest + this.#decoder.write(chunk)).split('\n');
    const last = cut(lines.pop() ?? '');
    this.#rest = last.pop() ?? '';
    return [...lines.flatMap((line) => cut(line.endsWith('\r') ? line.slice(0, -1) : line)), ...last];
  }

  /** What is left behind the last line end. */
  end(): string[] {
    const rest = this.#rest + this.#decoder.end();
    this.#rest = '';
    return rest ? cut(rest) : [];
  }
}

const cut = (line: string): string[] => {
  if (line.length <= maxLine) return [line];
  const parts: string[] = [];
  for (let start = 0; start < line.length; start += maxLine) parts.push(line.slice(start, start + maxLine));
  return parts;
};
