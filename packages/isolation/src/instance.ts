import { fileURLToPath } from 'node:url';
import {
  type ContractWire,
  isMortiseError,
  type MortiseError,
  messageOf,
  type Phase,
  type StubCaller,
} from '@mortise/core';
import {
  type Connection,
  type ConnectOptions,
  connect,
  limitsOf,
  type Provided,
  provide,
  type RemoteError,
} from '@mortise/rpc';
import type { Boundary, GuestPlugin } from './boundary.ts';
import {
  aboutPlugin,
  configureFailed,
  endingError,
  guestFailed,
  missingProvider,
  neverAnswers,
  pluginEnded,
  pluginUnresponsive,
  startTimeout,
  stopTimeout,
} from './errors.ts';
import type { Activation, Guest, Json } from './guest/guest.contract.ts';
import { GuestWire } from './guest/guest.wire.gen.ts';
import { guestLimits } from './guest/guest-task.ts';
import { defaultTimes, lowered, type PluginLimits } from './limits.ts';
import { Liveness } from './liveness.ts';
import { contractOf } from './provider-path.ts';
import type { Opened } from './spares.ts';
import { tellListener } from './tell-listener.ts';
import { unlessAborted } from './unless-aborted.ts';
import { within } from './within.ts';

/** What one instance of a plugin is made of. */
export interface InstanceOptions {
  readonly plugin: Pick<GuestPlugin, 'manifest' | 'file'>;
  /** Reads the plugin's bundle. */
  readonly readCode: () => Promise<Uint8Array>;
  /** Starts a boundary, or takes a spare. */
  readonly open: (signal: AbortSignal) => Promise<Opened>;
  readonly limits: PluginLimits;
  readonly wireOf: (contract: string) => ContractWire;
  /** As the host gave it. */
  readonly config: unknown;
  /** The host's services, by their names in the plugin's context. */
  readonly services: Readonly<Record<string, object>>;
  /** How long a plugin that is late may take to answer anything at all, in milliseconds. */
  readonly grace: number;
  readonly connection: Pick<ConnectOptions, 'deadline' | 'idle' | 'intercept' | 'limits'>;
  readonly onConnection: ((connection: Connection, pluginId: string) => void) | undefined;
  /** Told once, before those who wait: why it ends. Not told where it never became active. */
  readonly onEnding: (reason: MortiseError) => void;
}

/** Milliseconds, where no limit says otherwise. */
const defaultInterval = 30_000;
/** Who allows only short calls is not asked all the time. */
const leastInterval = 1_000;

/** How long what was told to end is waited for, in milliseconds. */
const patience = 1_000;

/** One plugin behind a boundary: it is started, serves calls, and ends once. */
export class Instance {
  readonly #options: InstanceOptions;
  readonly #id: string;
  readonly #giveUp = new AbortController();
  #opening: Promise<Opened> | undefined;
  #opened: Opened | undefined;
  #connection: Connection | undefined;
  #guest: Guest | undefined;
  #liveness: Liveness | undefined;
  #phase: Phase = 'load';
  /** Why it ends, once it does. */
  #reason: MortiseError | undefined;

  private constructor(options: InstanceOptions) {
    this.#options = options;
    this.#id = options.plugin.manifest.id;
  }

  /**
   * Starts a plugin: in the boundary, through its module, until it is active.
   *
   * @param signal gives up
   * @throws MortiseError naming plugin and phase; what the plugin's `activate` throws
   */
  static async start(options: InstanceOptions, signal: AbortSignal): Promise<Instance> {
    const instance = new Instance(options);
    await instance.#start(signal);
    return instance;
  }

  /** Whether its boundary was ready before. */
  get isSpare(): boolean {
    return this.#opened?.isSpare ?? false;
  }

  /** What calls a provider of it. */
  caller(wire: ContractWire, path: string): StubCaller {
    return (this.#connection as Connection).caller(wire, path);
  }

  /** The end of the scope begins. */
  abort(): void {
    this.#guest?.abort().catch(() => {});
  }

  /**
   * Deactivates the plugin, then ends all of it.
   *
   * @throws MortiseError `stop_timeout`; what `deactivate` throws
   */
  async end(): Promise<void> {
    const milliseconds = lowered(this.#options.limits, 'stopTimeout', defaultTimes.stopTimeout);
    this.#phase = 'deactivate';
    let isLate = false;
    try {
      await within(milliseconds, (this.#guest as Guest).deactivate(), (measured) => {
        isLate = true;
        throw stopTimeout(this.#id, milliseconds, measured);
      });
    } finally {
      this.#finish(pluginEnded(this.#id, 'deactivate'), isLate);
      await this.#opened?.boundary.end();
    }
  }

  /** Waits until nothing is left of it, once it has ended by itself. */
  async gone(): Promise<void> {
    await this.#opened?.boundary.end();
  }

  async #start(signal: AbortSignal): Promise<void> {
    const milliseconds = lowered(this.#options.limits, 'startTimeout', defaultTimes.startTimeout);
    try {
      await within(milliseconds, unlessAborted(this.#begin(), signal), (measured) => {
        const isImporting = this.#opened !== undefined && this.#phase === 'load';
        throw startTimeout(this.#id, this.#phase, milliseconds, measured, isImporting);
      });
      // It may have ended in the message that says it is active: nobody is told of an end in that phase.
      if (this.#reason) throw this.#reason;
      this.#phase = 'call';
      this.#opened?.boundary.hold();
    } catch (error) {
      const reason = signal.aborted && error === signal.reason ? pluginEnded(this.#id, this.#phase) : error;
      // Not everybody who fails here knows the plugin.
      const named = isMortiseError(reason) && !reason.pluginId ? this.#about(reason) : reason;
      this.#finish(isMortiseError(named) ? named : pluginEnded(this.#id, this.#phase));
      const ended = this.#opening?.then(({ boundary }) => boundary.end(true)).catch(() => {});
      // A start that does not give up is ended when it is through, and not waited for.
      if (ended) await within(patience, ended, () => {});
      throw named;
    }
  }

  async #begin(): Promise<void> {
    const { open, readCode } = this.#options;
    const { signal } = this.#giveUp;
    this.#opening = open(signal);
    // Read meanwhile: a start does not wait for the file.
    const [opened, code] = await Promise.all([this.#opening, readCode()]);
    signal.throwIfAborted();
    this.#opened = opened;
    await this.#activate(opened.boundary, code);
  }

  /**
   * Ends it by force. The first reason holds: whoever waits is rejected with it.
   *
   * @param atOnce without any time to end by itself
   */
  #finish(reason: MortiseError, atOnce = true): void {
    if (this.#reason) return;
    this.#reason = reason;
    this.#liveness?.end();
    if (this.#phase === 'call') this.#options.onEnding(reason);
    void this.#connection?.close();
    if (this.#opened) void this.#opened.boundary.end(atOnce);
    else this.#giveUp.abort(reason);
  }

  async #activate(boundary: Boundary, code: Uint8Array): Promise<void> {
    const { plugin, limits, config, wireOf, connection, onConnection } = this.#options;
    const { told, manifest: own } = limits;
    const transport = boundary.enter({ ...plugin, code, limits: guestLimits(connection.limits) });
    void boundary.ended.then((ending) =>
      transport.hangUp(this.#reason ?? endingError(this.#id, this.#phase, ending)),
    );
    this.#connection = await connect(transport, {
      ...connection,
      exports: this.#services(),
      deadline: told.callTimeout ?? connection.deadline,
      idle: told.idleTimeout ?? connection.idle,
      ceilings: { deadline: own.callTimeout, idle: own.idleTimeout },
      handshake: Number.POSITIVE_INFINITY,
      onFault: (error) => this.#onFault(error),
      onEnding: (reason) => this.#onEnding(reason),
    });
    this.#phase = 'activate';
    // The other side may have ended in the message in which it greeted.
    if (this.#reason) throw this.#reason;
    const guest = GuestWire.stub(this.#connection.caller(GuestWire, 'guest', true));
    this.#guest = guest;
    this.#liveness = this.#watch(this.#connection, guest);
    const answer = guest.activate(config as Json);
    // Nothing was sent, though it could be: the configuration is what could not be passed.
    if (this.#connection.pending.calls === 0 && !this.#reason)
      await answer.catch((error) => this.#refuseConfig(error));
    const activation = await answer;
    // What was returned is live, also where it is less than was promised.
    if (activation.kind === 'active' && activation.missing.length > 0)
      await guest.deactivate().catch(() => {});
    this.#check(activation);
    for (const path of Object.keys(plugin.manifest.provides))
      this.#connection.caller(wireOf(contractOf(path)), path);
    const { id } = plugin.manifest;
    tellListener("The host's onConnection", () => onConnection?.(this.#connection as Connection, id));
  }

  #services(): Record<string, Provided> {
    const { plugin, services, wireOf } = this.#options;
    const given = (plugin.manifest.uses ?? []).filter(({ as }) => services[as]);
    return Object.fromEntries(
      given.map(({ as, contract }) => [as, provide(wireOf(contract), services[as] as object)]),
    );
  }

  #refuseConfig(error: unknown): never {
    // Nobody has called a method of that name.
    throw configureFailed(this.#id, messageOf(error).replace(/^Cannot call '\w+': /, ''));
  }

  #check(activation: Activation): void {
    const { manifest, file } = this.#options.plugin;
    if (activation.kind === 'active') {
      if (activation.missing.length > 0) throw missingProvider(manifest.id, activation.missing);
      return;
    }
    const { code, message } = activation;
    if (code === 'configure_failed') throw configureFailed(manifest.id, message);
    throw guestFailed(manifest.id, code, fileURLToPath(file), message);
  }

  /** What the plugin throws in a call, and what the protocol says of one, does not name the plugin. */
  #onFault(error: MortiseError | RemoteError): Error {
    const { connection } = this.#options;
    if (!isMortiseError(error))
      return this.#phase === 'call'
        ? Object.assign(error, { pluginId: this.#id, phase: this.#phase })
        : error;
    const { late = 0, left = 0 } = this.#connection?.pending ?? {};
    const abandoned = late + left;
    const { calls: most } = limitsOf(connection.limits);
    const isDoubtful = error.code === 'deadline_exceeded' || error.code === 'overloaded';
    // While it deactivates it may be busy, for as long as that may take.
    if (isDoubtful && this.#phase !== 'deactivate') this.#liveness?.check();
    // It answers questions and no calls: those that nobody waits for take the place of all others.
    if (abandoned * 2 > most) this.#finish(neverAnswers(this.#id, this.#phase, abandoned));
    // Who starts it names the plugin: what could not be passed to it then is its configuration.
    return this.#phase === 'activate' ? error : this.#about(error);
  }

  #watch(connection: Connection, guest: Guest): Liveness {
    const { limits, grace } = this.#options;
    return new Liveness({
      ping: () => guest.ping(),
      calls: () => connection.pending.calls - connection.pending.late,
      grace,
      interval: Math.max(lowered(limits, 'callTimeout', defaultInterval), leastInterval),
      onSilence: () => this.#finish(pluginUnresponsive(this.#id, this.#phase, grace)),
    });
  }

  /** What we do and what the boundary says names the plugin; what the protocol says does not. */
  #onEnding(reason: MortiseError): MortiseError {
    this.#finish(reason.pluginId === this.#id ? reason : this.#aboutEnd(reason));
    return this.#reason as MortiseError;
  }

  #aboutEnd(reason: MortiseError): MortiseError {
    if (reason.code !== 'connection_closed') return this.#about(reason);
    return endingError(this.#id, this.#phase, { kind: 'crash', how: reason.message, cause: reason });
  }

  #about(reason: MortiseError): MortiseError {
    return aboutPlugin(this.#id, this.#phase, reason);
  }
}
