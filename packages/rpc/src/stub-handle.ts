import type { MethodWire, StubCaller } from '@mortise/core';

/** What a handle calls the other side with. */
export interface HandleCalls {
  call(on: StubHandle, method: MethodWire, args: readonly unknown[], signal?: AbortSignal): Promise<unknown>;
  stream(
    on: StubHandle,
    method: MethodWire,
    args: readonly unknown[],
    signal?: AbortSignal,
  ): AsyncIterable<unknown>;
  /** Tells the other side that its object is not needed any more. */
  release(handle: StubHandle): void;
}

/** Our end of an object of the other side; the generated stub stands on it. */
export class StubHandle implements StubCaller {
  /** The other side's number of the object. */
  readonly id: number;
  /** Its interface. */
  readonly name: string;
  /** Whether it is ours to end. */
  readonly isOwned: boolean;
  /** Whether its calls have no deadline and count for no limit: what must get through. */
  readonly isUnlimited: boolean;
  /** Whether arguments go to it as they are where JSON can say them, and not in cells. */
  readonly isNested: boolean;
  /** Whether it can be called no more: released, handed over, or its call has ended. */
  isOver = false;
  readonly #calls: HandleCalls;

  constructor(
    id: number,
    name: string,
    isOwned: boolean,
    calls: HandleCalls,
    { isUnlimited = false, isNested = false } = {},
  ) {
    this.id = id;
    this.name = name;
    this.isOwned = isOwned;
    this.#calls = calls;
    this.isUnlimited = isUnlimited;
    this.isNested = isNested;
  }

  call<T>(method: MethodWire, args: readonly unknown[], signal?: AbortSignal): Promise<T> {
    return this.#calls.call(this, method, args, signal) as Promise<T>;
  }

  stream<T>(method: MethodWire, args: readonly unknown[], signal?: AbortSignal): AsyncIterable<T> {
    return this.#calls.stream(this, method, args, signal) as AsyncIterable<T>;
  }

  async release(): Promise<void> {
    if (this.isOver) return;
    this.isOver = true;
    if (this.isOwned) this.#calls.release(this);
  }
}
