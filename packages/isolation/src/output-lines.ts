import { plainText } from '@mortise/rpc';
import { cutText } from './cut-error.ts';
import { printOutput } from './output-events.ts';
import { tellListener } from './tell-listener.ts';

/**
 * Gets what a plugin prints, line by line, without control characters. Where it throws or rejects, Node prints a
 * warning and all else goes on.
 */
export type OutputSink = (line: string, pluginId: string) => void;

/** What a plugin can print to. */
export type OutputStream = 'stdout' | 'stderr';

/** What has come of a line, and of a character, of one stream. */
interface Begun {
  readonly decoder: InstanceType<typeof TextDecoder>;
  line: string;
}

/** In characters: a longer one comes in pieces. */
const longestLine = 4_096;
/** How much is passed on in one period, in characters; the rest is counted and dropped. */
const mostInPeriod = 65_536;
/** What a line costs beside its characters, since empty ones are work too. */
const perLine = 8;
/** Milliseconds. */
const period = 1_000;

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
    this.#sink = (line, pluginId) => tellListener("The sink of plugins' output", () => sink(line, pluginId));
  }

  push(chunk: Uint8Array, stream: OutputStream = 'stdout'): void {
    const begun = this.#begun[stream];
    const text = begun.line + begun.decoder.decode(chunk, { stream: true });
    begun.line = this.#passLines(text) ?? '';
    if (begun.line.length <= longestLine) return;
    const whole = Math.floor((begun.line.length - 1) / longestLine) * longestLine;
    this.#pass(begun.line.slice(0, whole));
    begun.line = begun.line.slice(whole);
  }

  /** One that has its end already, and may have more inside. */
  line(text: string): void {
    const last = this.#passLines(text);
    if (last === undefined) this.#dropped += 1;
    else this.#pass(last);
  }

  /** Passes on last lines that have no end. */
  end(): void {
    for (const begun of Object.values(this.#begun)) {
      if (begun.line) this.#pass(begun.line);
      begun.line = '';
    }
    this.#tellDropped();
  }

  /**
   * Looks at no more of a text than may be passed on: who prints without end would keep the host busy.
   *
   * @returns what follows its last line break; nothing where that was dropped
   */
  #passLines(text: string): string | undefined {
    this.#renew();
    if (this.#dropped > 0) {
      this.#dropped += text.length;
      return undefined;
    }
    const lines = cutText(text, mostInPeriod).split('\n');
    const last = lines.pop() as string;
    for (const line of lines) this.#pass(line);
    if (text.length <= mostInPeriod) return last;
    this.#dropped += text.length - mostInPeriod + last.length;
    return undefined;
  }

  /** From the first piece that is too much, all is dropped until the next period. */
  #pass(line: string): void {
    for (let at = 0; at === 0 || at < line.length; at += longestLine) {
      const text = plainText(line.slice(at, at + longestLine));
      if (this.#dropped > 0 || this.#passed + text.length + perLine > mostInPeriod) {
        this.#dropped += line.length - at + 1;
        return;
      }
      this.#passed += text.length + perLine;
      this.#sink(text, this.pluginId);
    }
  }

  #renew(): void {
    const now = performance.now();
    if (now - this.#periodBegun <= period) return;
    this.#periodBegun = now;
    this.#passed = 0;
    this.#tellDropped();
  }

  #tellDropped(): void {
    if (this.#dropped > 0) this.#sink(`… and ${this.#dropped} characters more`, this.pluginId);
    this.#dropped = 0;
  }
}
