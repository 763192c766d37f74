import type { MethodWire, StubCaller } from '@mortise/core';

/**
 * What a provider's stub calls with, whichever instance of the plugin lives: the one that does, or else one
 * that is started for the call.
 */
export class ProviderCaller implements StubCaller {
  /** Of the instance that lives. */
  current: StubCaller | undefined;
  readonly #start: () => Promise<unknown>;

  /** @param start starts an instance, which sets `current`; rejects where there is none to be had */
  constructor(start: () => Promise<unknown>) {
    this.#start = start;
  }

  call<T>(method: MethodWire, args: readonly unknown[], signal?: AbortSignal): Promise<T> {
    if (this.current) return this.current.call(method, args, signal);
    return this.#started().then((caller) => caller.call<T>(method, args, signal));
  }

  stream<T>(method: MethodWire, args: readonly unknown[], signal?: AbortSignal): AsyncIterable<T> {
    if (this.current) return this.current.stream(method, args, signal);
    return new LateStream(async () => (await this.#started()).stream<T>(method, args, signal));
  }

  /** A provider belongs to its plugin, and ends with it. */
  async release(): Promise<void> {}

  async #started(): Promise<StubCaller> {
    await this.#start();
    // It may have ended since.
    return this.current ?? this.#started();
  }
}

/** A stream whose instance is started by the first `next`, as streams begin with that. */
class LateStream<T> implements AsyncIterableIterator<T> {
  readonly #open: () => Promise<AsyncIterable<T>>;
  #iterator: Promise<AsyncIterator<T>> | undefined;
  #isOver = false;

  constructor(open: () => Promise<AsyncIterable<T>>) {
    this.#open = open;
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  async next(): Promise<IteratorResult<T>> {
    if (this.#isOver) return { value: undefined, done: true };
    this.#iterator ??= this.#open().then((stream) => stream[Symbol.asyncIterator]());
    return (await this.#iterator).next();
  }

  async return(): Promise<IteratorResult<T>> {
    this.#isOver = true;
    await (await this.#iterator?.catch(() => undefined))?.return?.();
    return { value: undefined, done: true };
  }
}
