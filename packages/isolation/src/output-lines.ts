import { plainText } from '@mortise/rpc';

/** Gets what a plugin prints, line by line, without control characters. */
export type OutputSink = (line: string, pluginId: string) => void;

/** What a plugin can print to. */
export type OutputStream = 'stdout' | 'stderr';

/** What has come of a line, and of a character, of one stream. */
interface Begun {
  readonly decoder: InstanceType<typeof TextDecoder>;
  line: string;
}

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
 * Cuts what a plugin prints into lines, each stream for itself. A plugin may print for ever: lines are short, there are only so many
 * in a second, and nothing waits in memory.
 */
export class OutputLines {
  /** Whose output it is; a spare has no plugin yet. */
  pluginId = '';
  readonly #sink: OutputSink;
  readonly #begun: Readonly<Record<OutputStream, Begun>> = {
    stdout: { decoder: new TextDecoder(), line: '' },
    stderr: { decoder: new TextDecoder(), line: '' },
  };
  #periodBegun = 0;
  #passed = 0;
  #dropped = 0;

  constructor(sink: OutputSink = printOutput) {
    this.#sink = sink;
  }

  push(chunk: Uint8Array, stream: OutputStream = 'stdout'): void {
    const begun = this.#begun[stream];
    const text = begun.decoder.decode(chunk, { stream: true });
    if (this.#isFull()) {
      // Not even looked at: who prints without end would keep the host busy.
      this.#dropped += begun.line.length + text.length;
      begun.line = '';
      return;
    }
    const lines = text.split('\n');
    const last = lines.pop() as string;
    for (const line of lines) {
      this.#pass(begun.line + line);
      begun.line = '';
    }
    begun.line += last;
    if (begun.line.length < longestLine) return;
    this.#pass(begun.line);
    begun.line = '';
  }

  /** One that has its end already, and may have more inside. */
  line(text: string): void {
    for (const line of text.split('\n')) this.#pass(line.slice(0, longestLine));
  }

  /** Passes on last lines that have no end. */
  end(): void {
    for (const begun of Object.values(this.#begun)) {
      if (begun.line) this.#pass(begun.line);
      begun.line = '';
    }
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
    if (now - this.#periodBegun > period) {
      if (this.#dropped > 0) this.#sink(`… and ${this.#dropped} characters more`, this.pluginId);
      this.#periodBegun = now;
      this.#passed = 0;
      this.#dropped = 0;
    }
    return this.#dropped > 0;
  }
}
