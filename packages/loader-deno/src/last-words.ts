import { plainText } from '@mortise/rpc';

/** In characters. */
const longest = 8_192;

/** The end of what a process has printed, which says why it has ended. */
export class LastWords {
  readonly #decoder = new TextDecoder();
  #text = '';
  /** Whether V8 has ended the process because its heap was full: only its last words say so. */
  isOutOfMemory = false;

  push(chunk: Uint8Array): void {
    // No more than is kept is looked at: a plugin may print for ever.
    const text = this.#text + this.#decoder.decode(chunk.subarray(-longest), { stream: true });
    this.isOutOfMemory ||= /^# Fatal JavaScript out of memory|JavaScript heap out of memory/m.test(text);
    this.#text = text.slice(-longest);
  }

  /** All that is kept, without control characters. */
  get text(): string {
    return this.#lines().join('\n');
  }

  /** The line that tells most: that of an error that nobody has caught, or else the last one. */
  get line(): string {
    const lines = this.#lines();
    const error = lines.findLast((line) => line.startsWith('error: '));
    return error ? error.slice('error: '.length) : (lines.at(-1) ?? '');
  }

  #lines(): string[] {
    return this.#text
      .split('\n')
      .map(plainText)
      .filter((line) => line.trim() !== '');
  }
}
