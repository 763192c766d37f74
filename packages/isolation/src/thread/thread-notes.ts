import { type MessagePort, workerData } from 'node:worker_threads';
import type { OutputStream } from '../output-lines.ts';
import { Credit } from './credit.ts';

/** What a thread begins with, as its host hands it over. */
export interface ThreadData {
  /** The loader's own. */
  readonly start: unknown;
  readonly notes: MessagePort;
  /** What V8 has made of the thread's file before, where that is known. */
  readonly compiled?: Compiled | undefined;
  /** Added by the file itself, where that was no help: makes it anew. */
  readonly compile?: () => Compiled;
}

/** What V8 has made of a thread's file. */
export interface Compiled {
  /** Another one for each text. */
  readonly id: string;
  readonly code: Uint8Array;
}

/** What every thread says itself; a loader may have more to say. */
export type ThreadNote =
  | { readonly kind: 'ready'; readonly compiled?: Compiled | undefined }
  | { readonly kind: 'output'; readonly stream: OutputStream; readonly bytes: Uint8Array };

/** What the host has not read yet of the output, at most, in bytes: more than it passes on in a second. */
const window = 128 * 1024;

/** Of the output, in bytes. */
const largestPiece = 16 * 1024;

interface Waiting {
  readonly stream: OutputStream;
  readonly bytes: Uint8Array;
  readonly done: () => void;
}

/**
 * What a thread says to its host beside the plugin's messages, on a port of its own. Output is sent at once, so that
 * what was printed last arrives although the thread is ended by force; only what the host does not read waits.
 */
export class ThreadNotes {
  /** What the loader began the thread with. */
  readonly start: unknown;
  readonly #port: MessagePort;
  readonly #credit: Credit;
  readonly #compile: ThreadData['compile'];
  #waiting: Waiting[] = [];

  /** Called once in a thread: from then on nobody else finds the port. */
  constructor() {
    const { start, notes, compile } = workerData as ThreadData;
    for (const key of ['notes', 'compiled', 'compile']) delete workerData[key];
    this.start = start;
    this.#port = notes;
    this.#compile = compile;
    this.#credit = new Credit((number) => notes.postMessage(number), window / 4);
    notes.on('message', (number: number) => {
      this.#credit.take(number);
      this.#sendOutput();
    });
    // What keeps the thread running is the port of the plugin's messages.
    notes.unref();
  }

  /** A plugin can be handed in. */
  ready(): void {
    this.send({ kind: 'ready', compiled: this.#compile?.() } satisfies ThreadNote);
  }

  /** @param note as the loader's side of the boundary reads it */
  send(note: object): void {
    this.#port.postMessage(note);
  }

  /** @param done told once more can be taken */
  print(stream: OutputStream, bytes: Uint8Array, done: () => void = () => {}): void {
    this.#waiting.push({ stream, bytes, done });
    this.#sendOutput();
  }

  #sendOutput(): void {
    while (this.#waiting.length > 0 && this.#credit.unread < window) {
      const { stream, bytes, done } = this.#waiting[0] as Waiting;
      // A copy, since what it lies in may hold more.
      const piece = new Uint8Array(bytes.subarray(0, largestPiece));
      this.send({ kind: 'output', stream, bytes: piece } satisfies ThreadNote);
      this.#credit.add(piece.length + 64);
      if (bytes.length > largestPiece)
        this.#waiting[0] = { stream, bytes: bytes.subarray(largestPiece), done };
      else {
        this.#waiting.shift();
        done();
      }
    }
  }
}
