import { plainText } from '@mortise/rpc';

/** Gets what a plugin prints, line by line, without control characters. */
export type OutputSink = (line: string, pluginId: string) => void;

/** Characters. */
const longestLine = 4_096;
/** How much is passed on in one period, in characters; the rest is counted and dropped. */
const mostInPeriod = 65_536;
/** What a line costs beside its characters, since empty ones are work too. */
const perLine = 8;
/** Milliseconds. */
const period = 1_000;

/** Prints to the host's standard error, as `[era.native] line`. */
const printOutput: OutputSink = (line, pluginId) => process.stderr.write(`[${pluginId}] ${line}\n`);

/**
 * Cuts what a plugin prints into lines. A plugin may print for ever: lines are short, there are only so many
 * in a second, and nothing waits in memory.
 */
export class OutputLines {
  /** Whose output it is; a spare has no plugin yet. */
  pluginId = '';
  readonly #sink: OutputSink;
  readonly #decoder = new TextDecoder();
  #line = '';
  #begun = 0;
  #passed = 0;
  #dropped = 0;

  constructor(sink: OutputSink = printOutput) {
    this.#sink = sink;
  }

  push(chunk: Uint8Array): void {
    const text = this.#decoder.decode(chunk, { stream: true });
    if (this.#isFull()) {
      // Not even looked at: who prints without end would keep the host busy.
      this.#dropped += this.#line.length + text.length;
      this.#line = '';
      return;
    }
    const lines = text.split('\n');
    const last = lines.pop() as string;
    for (const line of lines) {
      this.#pass(this.#line + line);
      this.#line = '';
    }
    this.#line += last;
    if (this.#line.length < longestLine) return;
    this.#pass(this.#line);
    this.#line = '';
  }

  /** One that has its end already, and may have more inside. */
  line(text: string): void {
    for (const line of text.split('\n')) this.#pass(line.slice(0, longestLine));
  }

  /** Passes on a last line that has no end. */
  end(): void {
    if (this.#line) this.#pass(this.#line);
    this.#line = '';
    if (this.#dropped > 0) this.#sink(`… and ${this.#dropped} characters more`, this.pluginId);
    this.#dropped = 0;
  }

  #pass(line: string): void {
    if (this.#isFull()) {
      this.#dropped += line.length + 1;
      return;
    }
    const text = plainText(line).slice(0, longestLine);
    if (this.#passed + text.length + perLine > mostInPeriod) {
      this.#dropped += line.length + 1;
      return;
    }
    this.#passed += text.length + perLine;
    this.#sink(text, this.pluginId);
  }

  /** From the first line that is too much, until the next period. */
  #isFull(): boolean {
    const now = performance.now();
    if (now - this.#begun > period) {
      if (this.#dropped > 0) this.#sink(`… and ${this.#dropped} characters more`, this.pluginId);
      this.#begun = now;
      this.#passed = 0;
      this.#dropped = 0;
    }
    return this.#dropped > 0;
  }
}
