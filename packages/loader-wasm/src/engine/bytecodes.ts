import { hash } from 'node:crypto';

/** How much is kept, in bytes. */
const most = 4 * 1024 * 1024;

/**
 * The bytecode of what was evaluated more than once: it takes a sixth of the time that compiling takes. Only the latest
 * is kept.
 */
export class Bytecodes {
  /** By hash. What was evaluated once has none. */
  readonly #kept = new Map<string, Uint8Array | undefined>();
  #size = 0;

  /**
   * @param compile is called when it is asked for the second time, and again where it gives nothing
   * @returns none for what is evaluated for the first time
   */
  of(source: string, file: string, compile: () => Uint8Array | undefined): Uint8Array | undefined {
    const key = hash('sha256', JSON.stringify([file, source]));
    const isKnown = this.#kept.has(key);
    const code = this.#kept.get(key) ?? (isKnown ? compile() : undefined);
    this.#forget(key);
    this.#keep(key, code);
    return code;
  }

  #keep(key: string, code: Uint8Array | undefined): void {
    this.#kept.set(key, code);
    this.#size += sizeOf(code);
    for (const oldest of this.#kept.keys()) {
      if (this.#size <= most) break;
      this.#forget(oldest);
    }
  }

  #forget(key: string): void {
    if (!this.#kept.has(key)) return;
    this.#size -= sizeOf(this.#kept.get(key));
    this.#kept.delete(key);
  }
}

/** With what an entry takes itself, about. */
const sizeOf = (code: Uint8Array | undefined): number => 256 + (code?.length ?? 0);
