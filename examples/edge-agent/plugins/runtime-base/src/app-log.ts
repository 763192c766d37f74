import type { LogLine, LogStream } from '@era/runtime';
import { LineSplitter } from './line-splitter.ts';

/** What a line weighs beside its text. */
const lineWeight = 100;

interface Reader {
  /** The number of the line that it takes next. */
  next: number;
  wake: () => void;
}

/**
 * The output of one run, as lines: the newest are kept for late readers, live readers get all. Lines
 * that a live reader has yet to take are kept beyond `capacity`; whoever writes then waits for
 * {@link AppLog.room}, and that bounds the log.
 */
export class AppLog {
  readonly #capacity: number;
  readonly #splitters = { stdout: new LineSplitter(), stderr: new LineSplitter() };
  readonly #readers = new Set<Reader>();
  /** Those before `#head` are dropped already, and taken out of the list now and then. */
  #lines: LogLine[] = [];
  #head = 0;
  /** How many lines were taken out of the list. */
  #gone = 0;
  #weight = 0;
  #waiting: (() => void)[] = [];
  #state: 'live' | 'released' | 'ended' = 'live';

  /** @param capacity how much is kept for late readers, in characters; a line counts 100 more than it has */
  constructor(capacity = 512 * 1024) {
    this.#capacity = capacity;
  }

  /** Adds output as it was read: its whole lines at once, the rest together with what follows. */
  write(stream: 'stdout' | 'stderr', chunk: Uint8Array): void {
    if (this.#state !== 'ended') this.#add(stream, this.#splitters[stream].push(chunk));
  }

  /** Adds a remark of the runtime itself. */
  notice(text: string): void {
    this.#add('notice', [text]);
  }

  /** Waits until the live readers have taken enough; `undefined` when there is room already. */
  room(): Promise<void> | undefined {
    if (!this.#full) return undefined;
    return new Promise((resolve) => this.#waiting.push(resolve));
  }

  /** From now on nobody waits for readers: the program has ended, and what it left in pipes is little. */
  release(): void {
    this.#state = 'released';
    this.#trim();
  }

  /** Adds half a line that was left, then ends the log and, behind its last line, the readers. */
  end(): void {
    for (const stream of ['stdout', 'stderr'] as const) this.#add(stream, this.#splitters[stream].end());
    this.#state = 'ended';
    this.#add('notice', []);
  }

  /** All lines from the oldest one kept, then live until the end. Rejects when `signal` aborts. */
  async *read(signal?: AbortSignal): AsyncGenerator<LogLine, void, undefined> {
    const dropped = this.#gone + this.#head;
    const reader: Reader = { next: dropped, wake: () => {} };
    const wake = () => reader.wake();
    this.#readers.add(reader);
    signal?.addEventListener('abort', wake);
    try {
      if (dropped > 0)
        yield { stream: 'notice', text: `${dropped} earlier lines are gone`, time: Date.now() };
      for (;;) {
        signal?.throwIfAborted();
        const line = this.#lines[reader.next - this.#gone];
        if (line) {
          // What a reader gets is its own.
          yield { ...line };
          reader.next += 1;
          if (this.#full) this.#trim();
        } else if (this.#state === 'ended') return;
        else await new Promise<void>((resolve) => (reader.wake = resolve));
      }
    } finally {
      signal?.removeEventListener('abort', wake);
      this.#readers.delete(reader);
      this.#trim();
    }
  }

  get #full(): boolean {
    return this.#state === 'live' && this.#weight > this.#capacity;
  }

  #add(stream: LogStream, texts: readonly string[]): void {
    const time = Date.now();
    for (const text of texts) {
      this.#lines.push({ stream, text, time });
      this.#weight += text.length + lineWeight;
    }
    this.#trim();
    for (const { wake } of this.#readers) wake();
  }

  /** Drops the oldest lines that no live reader has yet to take. */
  #trim(): void {
    const taken = Math.min(this.#lines.length, ...[...this.#readers].map(({ next }) => next - this.#gone));
    for (; this.#weight > this.#capacity && this.#head < taken; this.#head += 1) {
      this.#weight -= (this.#lines[this.#head]?.text.length ?? 0) + lineWeight;
    }
    if (this.#head > this.#lines.length / 2) {
      this.#lines = this.#lines.slice(this.#head);
      this.#gone += this.#head;
      this.#head = 0;
    }
    if (!this.#full) for (const resume of this.#waiting.splice(0)) resume();
  }
}
