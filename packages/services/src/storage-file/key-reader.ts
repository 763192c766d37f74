import { type KeyPiece, nextKeys } from './next-keys.ts';
import type { Queue } from './queue.ts';

/** Reads a piece of a list; what it is told and returns, see {@link nextKeys}. */
export type KeyReader = (prefix: string, after: string, most: number) => Promise<KeyPiece>;

/** The lists' name in the queue, no file's: one reads at a time, however many there are. */
const reading = '';

/**
 * Makes what reads lists of a plugin's directory. Lists that wait for the same piece get it from one reading:
 * thousands that a plugin begins at once would keep the host reading for minutes, also when the plugin has ended.
 *
 * @param directory the plugin's; may be missing
 * @param queue the plugin's
 */
export const createKeyReader = (directory: string, queue: Queue): KeyReader => {
  const waiting = new Map<string, Promise<KeyPiece>>();

  return (prefix, after, most) => {
    const name = JSON.stringify([prefix, after, most]);
    const begin = async () => {
      // The queue may begin at once, before it is known here as waiting.
      await undefined;
      // Who comes from now on may have set a key that this reading does not see.
      waiting.delete(name);
      return nextKeys(directory, prefix, after, most);
    };
    const piece = waiting.get(name) ?? queue(reading, begin);
    waiting.set(name, piece);
    return piece;
  };
};
