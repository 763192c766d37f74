import { Writable } from 'node:stream';
import type { ThreadNotes } from '@mortise/isolation/thread';

/**
 * Lets all that is printed in this thread pass through its notes. Node's own streams of a thread keep what was printed
 * last to themselves where the thread is ended by force.
 */
export const redirectOutput = (notes: ThreadNotes): void => {
  for (const stream of ['stdout', 'stderr'] as const) {
    const value = new Writable({
      write: (chunk: Uint8Array, _, done) => notes.print(stream, chunk, done),
    });
    Object.defineProperty(process, stream, { value, configurable: true, enumerable: true });
  }
};
