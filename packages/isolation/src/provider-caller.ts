import { isMortiseError, type MethodWire, type StubCaller } from '@mortise/core';
import { badSignal } from '@mortise/rpc';
import { copyArguments } from './copy-arguments.ts';
import { aboutPlugin } from './errors.ts';
import { unlessAborted } from './unless-aborted.ts';

/**
 * What a provider's stub calls with, whichever instance of the plugin lives: the one that does, or else one
 * that is started for the call.
 */
export class ProviderCaller implements StubCaller {
  /** Of the instance that lives. */
  current: StubCaller | undefined;
  readonly #pluginId: string;
  readonly #start: () => Promise<unknown>;

  /** @param start starts an instance, which sets `current`; rejects where there is none to be had */
  constructor(pluginId: string, start: () => Promise<unknown>) {
    this.#pluginId = pluginId;
    this.#start = start;
  }

  call<T>(method: MethodWire, args: readonly unknown[], signal?: AbortSignal): Promise<T> {
    if (this.current) return this.current.call(method, args, signal);
    return this.#callLate(method, args, signal);
  }

  stream<T>(method: MethodWire, args: readonly unknown[], signal?: AbortSignal): AsyncIterable<T> {
    return new LateStream(
      () => this.current?.stream(method, args, signal),
      async () => {
        const copy = this.#copy(method, args);
        return (await this.#started(method, signal)).stream<T>(method, copy, signal);
      },
    );
  }

  /** A provider belongs to its plugin, and ends with it. */
  async release(): Promise<void> {}

  async #callLate<T>(method: MethodWire, args: readonly unknown[], signal?: AbortSignal): Promise<T> {
    const copy = this.#copy(method, args);
    return (await this.#started(method, signal)).call<T>(method, copy, signal);
  }

  /** The caller may change what it passes while an instance starts, as it may behind any call. */
  #copy(method: MethodWire, args: readonly unknown[]): unknown[] {
    try {
      return copyArguments(method, args);
    } catch (error) {
      throw isMortiseError(error) ? aboutPlugin(this.#pluginId, 'call', error) : error;
    }
  }

  async #started(method: MethodWire, signal: AbortSignal | undefined): Promise<StubCaller> {
    const fault = badSignal(method, signal);
    if (fault) throw aboutPlugin(this.#pluginId, 'call', fault);
    await unlessAborted(this.#start(), signal);
    // It may have ended since.
    return this.current ?? this.#started(method, signal);
  }
}

/**
 * A stream of the instance that lives when it begins, and streams begin with the first `next`. Where none lives, one is
 * started then.
 */
class LateStream<T> implements AsyncIterableIterator<T> {
  readonly #openNow: () => AsyncIterable<T> | undefined;
  readonly #openLate: () => Promise<AsyncIterable<T>>;
  #iterator: AsyncIterator<T> | undefined;
  #opening: Promise<AsyncIterator<T> | undefined> | undefined;
  #isOver = false;

  constructor(openNow: () => AsyncIterable<T> | undefined, openLate: () => Promise<AsyncIterable<T>>) {
    this.#openNow = openNow;
    this.#openLate = openLate;
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  next(): Promise<IteratorResult<T>> {
    if (this.#iterator) return this.#iterator.next();
    if (this.#isOver) return Promise.resolve({ value: undefined, done: true });
    if (this.#opening) return this.#late();
    this.#iterator = this.#openNow()?.[Symbol.asyncIterator]();
    return this.#iterator?.next() ?? this.#late();
  }

  async return(): Promise<IteratorResult<T>> {
    this.#isOver = true;
    await this.#iterator?.return?.();
    return { value: undefined, done: true };
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.return();
  }

  async #late(): Promise<IteratorResult<T>> {
    this.#opening ??= this.#open();
    return (await this.#opening)?.next() ?? { value: undefined, done: true };
  }

  async #open(): Promise<AsyncIterator<T> | undefined> {
    try {
      const stream = await this.#openLate();
      // Its reader may have left meanwhile, before it began.
      if (!this.#isOver) this.#iterator = stream[Symbol.asyncIterator]();
      return this.#iterator;
    } catch (error) {
      // As in all streams, those who ask again find it at its end.
      this.#isOver = true;
      throw error;
    } finally {
      this.#opening = undefined;
    }
  }
}
