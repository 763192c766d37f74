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
  defaultLimits,
  type Provided,
  provide,
} from '@mortise/rpc';
import type { Boundary, Ending, GuestPlugin, IsolationLimits } from './boundary.ts';
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
import { Liveness } from './liveness.ts';

/** What one instance of a plugin is made of. */
export interface InstanceOptions {
  readonly plugin: Omit<GuestPlugin, 'code'>;
  /** Reads the plugin's bundle. */
  readonly readCode: () => Promise<Uint8Array>;
  /** Starts a boundary, or takes a spare. */
  readonly open: (signal: AbortSignal) => Promise<Boundary>;
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

/** How long what was told to end is waited for, in milliseconds. */
const patience = 1_000;

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
   * @param signal gives up
   * @throws MortiseError naming plugin and phase; what the plugin's `activate` throws
   */
  static async start(options: InstanceOptions, signal: AbortSignal): Promise<Instance> {
    const { plugin, limits, readCode, open } = options;
    const { id } = plugin.manifest;
    const milliseconds = limits.startTimeout ?? defaultStart;
    const giveUp = new AbortController();
    let instance: Instance | undefined;
    let starting: Promise<Boundary> | undefined;
    const phase = () => (instance ? instance.#phase : 'load');
    const stopped = new Promise<never>((_, reject) => {
      giveUp.signal.addEventListener('abort', () => {
        instance?.fail(giveUp.signal.reason);
        reject(giveUp.signal.reason);
      });
    });
    stopped.catch(() => {});
    const timer = setTimeout(() => giveUp.abort(startTimeout(id, phase(), milliseconds)), milliseconds);
    const onAbort = () => giveUp.abort(pluginEnded(id, phase()));
    signal.addEventListener('abort', onAbort);
    if (signal.aborted) onAbort();
    try {
      const code = await Promise.race([readCode(), stopped]);
      starting = open(giveUp.signal);
      instance = new Instance(options, await Promise.race([starting, stopped]));
      await Promise.race([instance.#activate(code), stopped]);
      instance.#phase = 'call';
      instance.#boundary.hold();
      return instance;
    } catch (error) {
      // Not everybody who fails here knows the plugin.
      const reason = isMortiseError(error) && !error.pluginId ? aboutPlugin(id, phase(), error) : error;
      instance?.fail(isMortiseError(reason) ? reason : pluginEnded(id, phase()));
      if (!giveUp.signal.aborted) giveUp.abort(reason);
      const ended = starting?.then((boundary) => boundary.end()).catch(() => {});
      // A start that does not give up is ended when it is through, and not waited for.
      await within(patience, ended);
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
    // One that loops is found out in less time than an orderly end may take.
    this.#liveness?.check();
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
      this.fail(pluginEnded(id, 'deactivate'));
      await this.#boundary.end();
    }
  }

  /** Ends it by force; whoever waits is rejected with the reason. */
  fail(reason: MortiseError): void {
    this.#reason ??= reason;
    void this.#connection?.close();
    void this.#boundary.end();
  }

  async #activate(code: Uint8Array): Promise<void> {
    const { plugin, limits, config, wireOf, connection, onConnection } = this.#options;
    const { id, provides } = plugin.manifest;
    const describe = (ending: Ending) => this.#reason ?? endingError(id, this.#phase, ending);
    this.#connection = await connect(this.#boundary.enter({ ...plugin, code }, describe), {
      ...connection,
      exports: this.#services(),
      deadline: limits.callTimeout ?? connection.deadline,
      idle: limits.idleTimeout ?? connection.idle,
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
    const { plugin, connection } = this.#options;
    const { id } = plugin.manifest;
    const { late = 0 } = this.#connection?.pending ?? {};
    const most = connection.limits?.calls ?? defaultLimits.calls;
    if (error.code === 'deadline_exceeded' || error.code === 'overloaded') this.#liveness?.check();
    // It answers questions and no calls: those that nobody waits for take the place of all others.
    if (late * 2 > most) this.fail(neverAnswers(id, this.#phase, late));
    return aboutPlugin(id, this.#phase, error);
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

/** Waits for something, and not for ever. */
const within = async (milliseconds: number, what: Promise<unknown> | undefined): Promise<void> => {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise((resolve) => {
    timer = setTimeout(resolve, milliseconds);
  });
  await Promise.race([what, late]);
  clearTimeout(timer);
};
