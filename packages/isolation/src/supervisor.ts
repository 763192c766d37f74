import type { ContractWire, MortiseError } from '@mortise/core';
import { backingOff, pluginEnded } from './errors.ts';
import type { Instance } from './instance.ts';
import { ProviderCaller } from './provider-caller.ts';

/** Starts an instance. @param onEnding told where it ends by itself */
export type StartInstance = (
  onEnding: (reason: MortiseError) => void,
  signal: AbortSignal,
) => Promise<Instance>;

/** In milliseconds. The first failure is forgiven at once. */
const firstDelay = 100;
const longestDelay = 30_000;
/** An instance that has lived for so long, in milliseconds, did not fail as the one before it. */
const healthy = 10_000;

/**
 * Keeps one plugin alive in one scope: the instance that ends by itself is replaced when it is called again,
 * later and later where that goes on.
 */
export class Supervisor {
  readonly #pluginId: string;
  readonly #startInstance: StartInstance;
  readonly #callers = new Map<string, { readonly wire: ContractWire; readonly caller: ProviderCaller }>();
  readonly #end = new AbortController();
  #live: Instance | undefined;
  #starting: Promise<Instance> | undefined;
  #failures = 0;
  #lastFailure: unknown;
  #startedAt = 0;
  /** No instance is started before. */
  #notBefore = 0;

  constructor(pluginId: string, startInstance: StartInstance) {
    this.#pluginId = pluginId;
    this.#startInstance = startInstance;
  }

  /** A stub of the provider at a path, which lives as long as the scope. */
  provider(path: string, wire: ContractWire): object {
    const caller = new ProviderCaller(() => this.start());
    this.#callers.set(path, { wire, caller });
    if (this.#live) caller.current = this.#live.caller(wire, path);
    return wire.stub(caller);
  }

  /**
   * The instance that lives, or a new one.
   *
   * @throws MortiseError `backing_off`, `plugin_ended`; why it cannot be started
   */
  async start(): Promise<Instance> {
    if (this.#end.signal.aborted) throw pluginEnded(this.#pluginId);
    if (this.#live) return this.#live;
    this.#starting ??= this.#begin().finally(() => {
      this.#starting = undefined;
    });
    return this.#starting;
  }

  /** The end of the scope begins. */
  abort(): void {
    this.#live?.abort();
  }

  /** Deactivates the plugin and ends it. @throws what `deactivate` throws */
  async end(): Promise<void> {
    this.#end.abort();
    const live = this.#live;
    this.#leave();
    await this.#starting?.catch(() => {});
    await live?.end();
  }

  async #begin(): Promise<Instance> {
    const wait = Math.ceil(this.#notBefore - performance.now());
    if (wait > 0) throw backingOff(this.#pluginId, this.#failures, wait, this.#lastFailure);
    this.#startedAt = performance.now();
    let hasEnded = false;
    const onEnding = (reason: MortiseError): void => {
      hasEnded = true;
      this.#leave();
      if (!this.#end.signal.aborted) this.#failed(reason);
    };
    try {
      const instance = await this.#startInstance(onEnding, this.#end.signal);
      if (hasEnded) throw this.#lastFailure;
      this.#live = instance;
      for (const [path, { wire, caller }] of this.#callers) caller.current = instance.caller(wire, path);
      return instance;
    } catch (error) {
      if (!hasEnded) this.#failed(error);
      throw error;
    }
  }

  /** Nobody calls the instance any more. */
  #leave(): void {
    this.#live = undefined;
    for (const { caller } of this.#callers.values()) caller.current = undefined;
  }

  #failed(reason: unknown): void {
    const now = performance.now();
    if (now - this.#startedAt > healthy) this.#failures = 0;
    this.#failures += 1;
    this.#lastFailure = reason;
    const delay = this.#failures < 2 ? 0 : firstDelay * 2 ** (this.#failures - 2);
    this.#notBefore = now + Math.min(delay, longestDelay);
  }
}
