import { once } from 'node:events';
import { stripVTControlCharacters, styleText } from 'node:util';

type Style = Parameters<typeof styleText>[0];

/** One of the agent's own output streams. */
export class Output {
  readonly #stream: NodeJS.WriteStream;
  readonly #closed = new AbortController();

  constructor(stream: NodeJS.WriteStream) {
    this.#stream = stream;
    // Whoever read has gone: `era run … | head`.
    stream.once('error', () => this.#closed.abort());
  }

  /** Aborts when nobody reads any more. */
  get closed(): AbortSignal {
    return this.#closed.signal;
  }

  /**
   * Writes a line; waits when the reader is slow. On a terminal, what could steer it is taken out.
   *
   * @param style colours on a terminal, unless NO_COLOR is set
   */
  async line(text: string, style?: Style): Promise<void> {
    if (this.closed.aborted) return;
    const isTerminal = this.#stream.isTTY === true;
    const plain = isTerminal ? printable(text) : text;
    const styled =
      style && isTerminal && !process.env.NO_COLOR
        ? styleText(style, plain, { validateStream: false })
        : plain;
    if (this.#stream.write(`${styled}\n`)) return;
    await once(this.#stream, 'drain', { signal: this.closed }).catch(() => {});
  }
}

/** Text without escape sequences and control characters; tabs and line breaks stay. */
export const printable = (text: string): string =>
  stripVTControlCharacters(text).replace(/(?![\n\t])[\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069]/gu, '');

/** Rows as columns, under their headings. */
export const table = (rows: readonly (readonly string[])[]): string[] => {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  return rows.map((row) =>
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd(),
  );
};
