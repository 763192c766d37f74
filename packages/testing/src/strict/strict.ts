import type { ContractWire } from '@mortise/core';
import { type ConnectOptions, type Pending, provide } from '@mortise/rpc';
import type { MemoryForm } from '@mortise/rpc/memory';
import { openPair } from './pair.ts';

/** How strict mode carries calls. */
export interface StrictOptions {
  /** As a worker's messages or as a process's frames; `clone` unless told. */
  readonly form?: MemoryForm;
  /**
   * Of the caller's side, which is the host's where a whole plugin is strict: deadlines, limits, an observer.
   * What is not set is as `connect` has it.
   */
  readonly connection?: ConnectOptions;
}

/** An object that is called as if it stood behind a boundary. */
export interface Strict<T> extends AsyncDisposable {
  /** The object, whose every call is encoded, checked and decoded on its way. */
  readonly object: T;
  /** What is open at this moment. */
  readonly pending: Pending;
  /** Ends it; open calls are rejected. The object itself lives on. */
  close(): Promise<void>;
}

/**
 * Puts an object behind a boundary in the same process: arguments and results are copied and checked
 * against the contract, as across a worker or a process, so that an object which keeps an alias, changes
 * an argument or returns more than it promises shows it in a test and not in production.
 *
 * @param wire the contract, from its `*.wire.gen.ts`
 * @param object what implements it; the caller goes on owning it
 * @example
 * ```ts
 * import { createMemoryLog } from '@mortise/services';
 * import { LogWire } from '@mortise/services/wire';
 * import { strict } from '@mortise/testing';
 *
 * const user = { id: 'demo.greeter', version: '1.0.0' };
 * const log = await strict(LogWire, await createMemoryLog()(user));
 * await log.object.info('started', { at: new Date() as never }).catch(({ code }) => console.log(code)); // invalid_value
 * await log.close();
 * ```
 */
export const strict = async <T extends object>(
  wire: ContractWire<T>,
  object: T,
  options: StrictOptions = {},
): Promise<Strict<T>> => {
  const { near, close } = await openPair(options, {}, { object: provide(wire, object) });
  return {
    object: near.get(wire, 'object'),
    get pending() {
      return near.pending;
    },
    close,
    [Symbol.asyncDispose]: close,
  };
};
