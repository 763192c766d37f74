import { type ContractWire, isMortiseError, type MortiseError } from '@mortise/core';
import { backingOff, codeFailed, pluginEnded } from './errors.ts';
import type { Instance } from './instance.ts';
import { type AboutPlugin, publishInstance } from './instance-events.ts';
import { ProviderCaller } from './provider-caller.ts';

/** Starts an instance. @param onEnding told where it ends by itself */
export type StartInstance = (
  onEnding: (reason: MortiseError) => void,
  signal: AbortSignal,
) => Promise<Instance>;

/** In milliseconds. The first failure is forgiven at once. */
const firstDelay = 100;
const longestDelay = 30_000;
/** An instance that was active for so long, in milliseconds, did not fail as the one before it. */
const healthy = 10_000;

/**
 * Keeps one plugin alive in one scope: the instance that ends by itself is replaced when it is called again,
 * later and later where that goes on.
 */
export class Supervisor {
  readonly #about: AboutPlugin;
  readonly #startInstance: StartInstance;
  readonly #callers = new Map<string, { readonly wire: ContractWire; readonly caller: ProviderCaller }>();
  readonly #end = new AbortController();
  #live: Instance | undefined;
  /** Of those that ended by themselves something may be left. */
  readonly #leaving = new Set<Promise<void>>();
  #ended: Promise<void> | undefined;
  #starting: Promise<Instance> | undefined;
  #failures = 0;
  #lastFailure: unknown;
  /** On the clock of `performance.now`; none where no instance has become active. */
  #activeAt: number | undefined;
  /** No instance is started before. */
  #notBefore = 0;

  constructor(about: AboutPlugin, startInstance: StartInstance) {
    this.#about = about;
    this.#startInstance = startInstance;
  }

  /** A stub of the provider at a path, which lives as long as the scope. */
  provider(path: string, wire: ContractWire): object {
    const caller = new ProviderCaller(this.#about.pluginId, () => this.#startForCall());
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
    if (this.#end.signal.aborted) throw pluginEnded(this.#about.pluginId, 'call');
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

  /** Deactivates the plugin and ends it; may be called again. @throws what `deactivate` throws */
  end(): Promise<void> {
    this.#ended ??= this.#endAll();
    return this.#ended;
  }

  async #endAll(): Promise<void> {
    this.#end.abort();
    // One that has just become active is ended too.
    await this.#starting?.catch(() => {});
    const live = this.#live;
    this.#leave();
    try {
      await live?.end();
    } catch (error) {
      this.#publishEnd(live, this.#named('deactivate', error));
      throw error;
    } finally {
      await Promise.all(this.#leaving);
    }
    this.#publishEnd(live);
  }

  /** The caller gets an error that names plugin and phase, as who activates it does from the registry. */
  async #startForCall(): Promise<Instance> {
    try {
      return await this.start();
    } catch (error) {
      throw this.#named('activate', error);
    }
  }

  async #begin(): Promise<Instance> {
    const begun = performance.now();
    this.#checkBackOff(begun);
    this.#activeAt = undefined;
    let ending: MortiseError | undefined;
    const onEnding = (reason: MortiseError): void => {
      const live = this.#live;
      ending = reason;
      this.#leave();
      if (live) this.#waitFor(live);
      this.#failed(reason);
      this.#publishEnd(live, reason);
    };
    try {
      const instance = await this.#startInstance(onEnding, this.#end.signal);
      if (ending) throw ending;
      this.#activeAt = performance.now();
      this.#live = instance;
      for (const [path, { wire, caller }] of this.#callers) caller.current = instance.caller(wire, path);
      const { isSpare } = instance;
      publishInstance(this.#about, () => ({ kind: 'started', milliseconds: since(begun), isSpare }));
      return instance;
    } catch (error) {
      if (!ending) this.#failed(error);
      const reason = this.#named('activate', error);
      publishInstance(this.#about, () => ({ kind: 'failed', milliseconds: since(begun), reason }));
      throw error;
    }
  }

  #checkBackOff(now: number): void {
    const retryIn = Math.ceil(this.#notBefore - now);
    if (retryIn <= 0) return;
    const back = { retryIn, failures: this.#failures };
    const reason = this.#named('activate', this.#lastFailure);
    publishInstance(this.#about, () => ({ kind: 'refused', reason, ...back }));
    throw backingOff(this.#about.pluginId, back, this.#lastFailure);
  }

  /** @param live none where it never became active */
  #publishEnd(live: Instance | undefined, reason?: MortiseError): void {
    if (!live) return;
    const milliseconds = since(this.#activeAt as number);
    publishInstance(this.#about, () => ({ kind: 'ended', milliseconds, ...(reason ? { reason } : {}) }));
  }

  /** What the plugin threw itself names neither plugin nor phase. */
  #named(phase: 'activate' | 'deactivate', error: unknown): MortiseError {
    return isMortiseError(error) ? error : codeFailed(this.#about.pluginId, phase, error);
  }

  /** Nobody calls the instance any more. */
  #leave(): void {
    this.#live = undefined;
    for (const { caller } of this.#callers.values()) caller.current = undefined;
  }

  #waitFor(left: Instance): void {
    // It is told to end behind this.
    const gone = Promise.resolve().then(() => left.gone());
    this.#leaving.add(gone);
    void gone.finally(() => this.#leaving.delete(gone));
  }

  #failed(reason: unknown): void {
    const now = performance.now();
    if (this.#activeAt !== undefined && now - this.#activeAt > healthy) this.#failures = 0;
    this.#failures += 1;
    this.#lastFailure = reason;
    const delay = this.#failures < 2 ? 0 : firstDelay * 2 ** (this.#failures - 2);
    this.#notBefore = now + Math.min(delay, longestDelay);
  }
}

/** In milliseconds. */
const since = (begun: number): number => performance.now() - begun;
