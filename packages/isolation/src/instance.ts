import {
  type ContractWire,
  isMortiseError,
  type MortiseError,
  messageOf,
  type Phase,
  type StubCaller,
} from '@mortise/core';
import { type Connection, type ConnectOptions, connect, type Provided, provide } from '@mortise/rpc';
import type { Boundary, Ending, GuestPlugin, IsolationLimits } from './boundary.ts';
import {
  aboutPlugin,
  configureFailed,
  endingError,
  guestFailed,
  missingProvider,
  pluginEnded,
  pluginUnresponsive,
  startTimeout,
  stopTimeout,
} from './errors.ts';
import type { Activation, Guest, Json } from './guest/guest.contract.ts';
import { GuestWire } from './guest/guest.wire.gen.ts';
import { Liveness } from './liveness.ts';

/** What one instance of a plugin is made of. */
export interface InstanceOptions {
  readonly plugin: GuestPlugin;
  readonly limits: IsolationLimits;
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
const defaultStart = 10_000;
const defaultStop = 5_000;
const defaultInterval = 30_000;

/** One live plugin behind a boundary: it is started, serves calls, and ends once. */
export class Instance {
  readonly #options: InstanceOptions;
  readonly #boundary: Boundary;
  #connection: Connection | undefined;
  #guest: Guest | undefined;
  #phase: Phase = 'load';
  /** Why it ends, where it is us who end it. */
  #reason: MortiseError | undefined;
  #liveness: Liveness | undefined;

  private constructor(options: InstanceOptions, boundary: Boundary) {
    this.#options = options;
    this.#boundary = boundary;
  }

  /**
   * Starts a plugin: in the boundary, through its module, until it is active.
   *
   * @param starting a boundary that is about to be there; it is ended where this fails
   * @param signal gives up
   * @throws MortiseError naming plugin and phase; what the plugin's `activate` throws
   */
  static async start(
    options: InstanceOptions,
    starting: Promise<Boundary>,
    signal: AbortSignal,
  ): Promise<Instance> {
    const { plugin, limits } = options;
    const { id } = plugin.manifest;
    const milliseconds = limits.startTimeout ?? defaultStart;
    let instance: Instance | undefined;
    let stop: (reason: MortiseError) => void = () => {};
    const stopped = new Promise<never>((_, reject) => {
      stop = (reason) => {
        instance?.fail(reason);
        reject(reason);
      };
    });
    const phase = () => (instance ? instance.#phase : 'load');
    const timer = setTimeout(() => stop(startTimeout(id, phase(), milliseconds)), milliseconds);
    const onAbort = () => stop(pluginEnded(id));
    signal.addEventListener('abort', onAbort);
    try {
      if (signal.aborted) throw pluginEnded(id);
      const boundary = await Promise.race([starting, stopped]);
      instance = new Instance(options, boundary);
      await Promise.race([instance.#activate(), stopped]);
      instance.#phase = 'call';
      boundary.hold();
      return instance;
    } catch (error) {
      // Not everybody who fails here knows the plugin.
      const reason = isMortiseError(error) && !error.pluginId ? aboutPlugin(id, phase(), error) : error;
      instance?.fail(isMortiseError(reason) ? reason : pluginEnded(id));
      // One that is there only later is ended then.
      const ended = starting.then((boundary) => boundary.end()).catch(() => {});
      if (instance) await ended;
      throw reason;
    } finally {
      clearTimeout(timer);
      signal.removeEventListener('abort', onAbort);
    }
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
    const { id } = this.#options.plugin.manifest;
    this.#phase = 'deactivate';
    let timer: ReturnType<typeof setTimeout> | undefined;
    try {
      await Promise.race([
        this.#guest?.deactivate(),
        new Promise((_, reject) => {
          timer = setTimeout(() => reject(stopTimeout(id, defaultStop)), defaultStop);
        }),
      ]);
    } finally {
      clearTimeout(timer);
      this.fail(pluginEnded(id));
      await this.#boundary.end();
    }
  }

  /** Ends it by force; whoever waits is rejected with the reason. */
  fail(reason: MortiseError): void {
    this.#reason ??= reason;
    void this.#connection?.close();
    void this.#boundary.end();
  }

  async #activate(): Promise<void> {
    const { plugin, limits, config, wireOf, connection, onConnection } = this.#options;
    const { id, provides } = plugin.manifest;
    const describe = (ending: Ending) => this.#reason ?? endingError(id, this.#phase, ending);
    this.#connection = await connect(this.#boundary.enter(plugin, describe), {
      ...connection,
      exports: this.#services(),
      deadline: limits.callTimeout ?? connection.deadline,
      idle: limits.idleTimeout ?? connection.idle,
      handshake: Number.POSITIVE_INFINITY,
      onFault: (error) => this.#onFault(error),
      onEnding: (reason) => this.#onEnding(reason),
    });
    this.#phase = 'activate';
    const untimed = Number.POSITIVE_INFINITY;
    const guest = GuestWire.stub(this.#connection.caller(GuestWire, 'guest', untimed));
    this.#guest = guest;
    this.#liveness = this.#watch(this.#connection, guest);
    const answer = guest.activate(config as Json);
    // Nothing was sent: the configuration is what could not be passed.
    if (this.#connection.pending.calls === 0) await answer.catch((error) => this.#refuseConfig(error));
    const activation = await answer;
    // What was returned is live, also where it is less than was promised.
    if (activation.kind === 'active' && activation.missing.length > 0)
      await guest.deactivate().catch(() => {});
    this.#check(activation);
    for (const path of Object.keys(provides)) this.#connection.caller(wireOf(contractOf(path)), path);
    onConnection?.(this.#connection, id);
  }

  #services(): Record<string, Provided> {
    const { plugin, services, wireOf } = this.#options;
    const given = (plugin.manifest.uses ?? []).filter(({ as }) => services[as]);
    return Object.fromEntries(
      given.map(({ as, contract }) => [as, provide(wireOf(contract), services[as] as object)]),
    );
  }

  #refuseConfig(error: unknown): never {
    throw configureFailed(this.#options.plugin.manifest.id, messageOf(error));
  }

  #check(activation: Activation): void {
    const { manifest, file } = this.#options.plugin;
    if (activation.kind === 'active') {
      if (activation.missing.length > 0) throw missingProvider(manifest.id, activation.missing);
      return;
    }
    const { code, message } = activation;
    if (code === 'configure_failed') throw configureFailed(manifest.id, message);
    throw guestFailed(manifest.id, code, file.pathname, message);
  }

  /** What the protocol says of a call does not name the plugin. */
  #onFault(error: MortiseError): MortiseError {
    if (error.code === 'deadline_exceeded') this.#liveness?.check();
    return aboutPlugin(this.#options.plugin.manifest.id, this.#phase, error);
  }

  #watch(connection: Connection, guest: Guest): Liveness {
    const { plugin, limits, grace } = this.#options;
    return new Liveness({
      ping: () => guest.ping(),
      streams: () => connection.pending.streams,
      grace,
      interval: limits.callTimeout ?? defaultInterval,
      onSilence: () => this.fail(pluginUnresponsive(plugin.manifest.id, this.#phase, grace)),
    });
  }

  #onEnding(reason: MortiseError): MortiseError {
    const { plugin, onEnding } = this.#options;
    const { id } = plugin.manifest;
    // What the boundary says, and what we do, names the plugin; what the protocol says does not.
    this.#reason ??= reason.pluginId === id ? reason : this.#aboutEnd(reason);
    this.#liveness?.end();
    if (this.#phase === 'call') onEnding(this.#reason);
    void this.#boundary.end();
    return this.#reason;
  }

  #aboutEnd(reason: MortiseError): MortiseError {
    const { id } = this.#options.plugin.manifest;
    if (reason.code !== 'connection_closed') return aboutPlugin(id, this.#phase, reason);
    return endingError(id, this.#phase, { kind: 'crash', how: reason.message, cause: reason });
  }
}

/** `era:runtime@1/wasm` is a provider of `era:runtime@1`. */
export const contractOf = (path: string): string => path.slice(0, path.indexOf('/'));
