import { type Connection, connect, type Provided } from '@mortise/rpc';
import { createMemoryPair } from '@mortise/rpc/memory';
import type { StrictOptions } from './strict.ts';

type Exports = Readonly<Record<string, Provided>>;

/** Both sides of one connection in one process. */
export interface Pair {
  /** The caller's side, or the host's. */
  readonly near: Connection;
  /** The provider's side, or the plugin's. */
  readonly far: Connection;
  /** Ends both. May be called again. */
  close(): Promise<void>;
}

/**
 * Connects two sides as a worker or a process would be connected.
 *
 * @param ours what the near side offers
 * @param theirs what the far side offers
 */
export const openPair = async (
  { form = 'clone', connection }: StrictOptions,
  ours: Exports,
  theirs: Exports,
): Promise<Pair> => {
  const { a, b } = createMemoryPair({ form });
  const exports = { ...connection?.exports, ...ours };
  const [near, far] = await Promise.all([
    connect(a, { ...connection, exports }),
    connect(b, { exports: theirs }),
  ]);
  const close = async (): Promise<void> => {
    await near.close();
    await far.closed;
  };
  return { near, far, close };
};
