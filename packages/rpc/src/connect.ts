import {
  type ContractWire,
  type InterfaceWire,
  type MortiseError,
  messageOf,
  type StubCaller,
} from '@mortise/core';
import { checkConnectOptions } from './check-options.ts';
import { type Bound, startTimer } from './deadlines.ts';
import { connectionClosed, handshakeFailed, missingExport } from './errors.ts';
import { readHello } from './hello.ts';
import type { Intercept } from './intercept.ts';
import { Peer, type Pending } from './peer.ts';
import { defaultBounds, type Hello, type Limits, limitsOf, type Offer } from './protocol.ts';
import type { RemoteError } from './remote-error.ts';
import type { Transport } from './transport.ts';

/** An object with its wire module: what one side offers the other. */
export interface Provided {
  readonly wire: ContractWire;
  /** Read at each call: a getter may give one that comes later, or another one. */
  readonly object: object;
}

/** How one side of a connection behaves. */
export interface ConnectOptions {
  /** What the other side can call, by name; all of it lasts as long as the connection. */
  readonly exports?: Readonly<Record<string, Provided>>;
  /** What this side takes and does at most. */
  readonly limits?: Partial<Limits>;
  /**
   * How long a call of this side may take at most, in milliseconds; a method's own `@deadline` holds where
   * it is shorter. Unless told, a method without one has 30,000; with `Infinity`, it has none.
   */
  readonly deadline?: number | undefined;
  /**
   * How long a reader on this side waits for one item of a stream at most, in milliseconds; a method's own
   * `@deadline` holds where it is shorter. Unless told, a method without one has 300,000; with `Infinity`,
   * it has none.
   */
  readonly idle?: number | undefined;
  /**
   * Lowers what `deadline` and `idle` say, or what holds without them, in milliseconds, and raises nothing: what the
   * other side asks for itself.
   */
  readonly ceilings?:
    | { readonly deadline?: number | undefined; readonly idle?: number | undefined }
    | undefined;
  /** How long the other side may take to say hello, in milliseconds; 10,000 unless told. */
  readonly handshake?: number;
  /** Sees every call, in both directions. */
  readonly intercept?: Intercept;
  /**
   * Told each error that a call or a stream of this side is about to be rejected with: what the other side's code
   * threw, and the protocol's own, where it is late, its value does not fit, or the other side lacks the method. It is
   * rejected with what this returns. Where it throws, it is rejected with the error itself, and Node prints a warning;
   * so it is for `onEnding`.
   */
  readonly onFault?: ((error: MortiseError | RemoteError) => Error) | undefined;
  /**
   * Told once why the connection ends, before anybody who waits is. What is open is rejected with what this
   * returns: a loader puts its plugin's name there.
   */
  readonly onEnding?: ((reason: MortiseError) => MortiseError) | undefined;
  /**
   * Whether this side believes what comes and keeps no limits: for the plugin's side of a boundary, in an engine
   * that interprets. The other side checks everything in any case.
   */
  readonly isLean?: boolean | undefined;
  /**
   * Whether errors that this side's code throws say where: for the plugin's side of a boundary. Unless told, they do
   * not, since a host's files are none of a plugin's business.
   */
  readonly tellsStacks?: boolean | undefined;
  /**
   * Calls `flush` when all that is to travel in one message has been said. Unless told, that is when a few
   * microtasks have added nothing.
   */
  readonly atTurnEnd?: ((flush: () => void) => void) | undefined;
  /** Ends the connection. */
  readonly signal?: AbortSignal | undefined;
}

/** A connection whose two sides have met. */
export interface Connection extends AsyncDisposable {
  /** What the other side offers, by name. */
  readonly offers: Readonly<Record<string, Offer>>;
  /** What is open at this moment. */
  readonly pending: Pending;
  /** Resolves with the reason once the connection has ended, whoever ended it. Never rejects. */
  readonly closed: Promise<MortiseError>;
  /**
   * A stub of what the other side offers. It lives as long as the connection; each call makes another.
   *
   * @param wire the contract, from its `*.wire.gen.ts`
   * @param name as the other side offers it
   * @throws MortiseError `missing_export` where there is none of that name and contract
   */
  get<T extends object>(wire: ContractWire<T>, name: string): T;
  /**
   * What makes the calls of such a stub, for whoever makes stubs that outlive a connection.
   *
   * @param isUnlimited whether its calls have no deadline and are made also where all others are refused, because
   *   too many are open or too much waits: for what must get through
   * @throws MortiseError as {@link Connection.get} does
   */
  caller(wire: ContractWire, name: string, isUnlimited?: boolean): StubCaller;
  /** Ends the connection: open calls are rejected with `connection_closed`. May be called again. */
  close(): Promise<void>;
}

/** Puts an object beside its wire module, so that TypeScript compares them. */
export const provide = <T extends object>(wire: ContractWire<T>, object: T): Provided => ({
  wire: wire as ContractWire,
  object,
});

/**
 * Meets the other side of a transport. Both sides call it; either may offer objects and call the
 * other's. The connection owns the transport from now on, also when it fails.
 *
 * @returns once both sides have said hello
 * @throws MortiseError `invalid_option`; `handshake_failed` where the other side is silent or says something else, or
 *   the reason for which the transport closed
 */
export const connect = (transport: Transport, options: ConnectOptions = {}): Promise<Connection> =>
  new Promise((resolve, reject) => {
    try {
      checkConnectOptions(options);
      meet(transport, options, resolve, reject);
    } catch (error) {
      transport.close();
      throw error;
    }
  });

const meet = (
  transport: Transport,
  options: ConnectOptions,
  resolve: (connection: Connection) => void,
  reject: (reason: MortiseError) => void,
): void => {
  const { exports = {}, intercept, handshake = 10_000, signal, ceilings = {} } = options;
  const onFault = unlessThrown('onFault', options.onFault);
  const onEnding = unlessThrown('onEnding', options.onEnding);
  const deadline = boundFor(options.deadline, ceilings.deadline, defaultBounds.deadline);
  const idle = boundFor(options.idle, ceilings.idle, defaultBounds.idle);
  const limits = limitsOf(options.limits);
  let end: (reason: MortiseError) => void = () => {};
  const closed = new Promise<MortiseError>((resolve) => {
    end = resolve;
  });
  const onAbort = () => peer.end(connectionClosed('its signal was aborted', signal?.reason));
  const stopTimer = (): void => {
    if (timer !== undefined) clearTimeout(timer);
  };
  const onHello = (version: unknown, text: unknown): Hello => {
    const hello = readHello(version, text);
    stopTimer();
    resolve(connectionOf(peer, hello, closed, isNested));
    return hello;
  };
  const onEnd = (reason: MortiseError): void => {
    stopTimer();
    signal?.removeEventListener('abort', onAbort);
    reject(reason);
    end(reason);
  };
  const { isLean, tellsStacks, atTurnEnd } = options;
  const { isNested = false, copiesBytes } = transport;
  const rows = { isLean, tellsStacks, atTurnEnd, copiesBytes };
  const hooks = { intercept, onFault, onEnding, onHello, onEnd, rows };
  const peer = new Peer({ transport, limits, deadline, idle, ...hooks });
  const late = () => peer.end(handshakeFailed(`the other side did not say hello within ${handshake} ms`));
  const hello = { exports: offer(peer, exports), limits };
  // Who waits for ever needs no timer: Deno takes 10 ms until its first one is there.
  const timer = handshake === Number.POSITIVE_INFINITY ? undefined : startTimer(late, handshake);
  signal?.addEventListener('abort', onAbort);
  try {
    peer.start(hello);
  } catch (error) {
    stopTimer();
    signal?.removeEventListener('abort', onAbort);
    throw error;
  }
  if (signal?.aborted) onAbort();
};

/** A hook that throws changes nothing: whoever waits is told what had happened. */
const unlessThrown = <E extends Error, R>(
  name: string,
  hook: ((error: E) => R) | undefined,
): ((error: E) => R | E) | undefined =>
  hook &&
  ((error) => {
    try {
      // A host without types may only look at it.
      return hook(error) ?? error;
    } catch (thrown) {
      warn(`The connection's ${name} has thrown: ${messageOf(thrown)}`);
      return error;
    }
  });

/** Where there is no `process`, as in an engine, nobody can be warned. */
const warn = (text: string): void =>
  (globalThis as { process?: Partial<NodeJS.Process> }).process?.emitWarning?.(text);

/** @param otherwise what holds where neither the options nor the method say anything */
const boundFor = (told: number | undefined, ceiling: number | undefined, otherwise: number): Bound => {
  const most = Math.min(told ?? Number.POSITIVE_INFINITY, ceiling ?? Number.POSITIVE_INFINITY);
  return {
    ...(most < Number.POSITIVE_INFINITY && { most }),
    ...(told === undefined && { otherwise }),
  };
};

const offer = (peer: Peer, exports: Readonly<Record<string, Provided>>): Record<string, Offer> =>
  Object.fromEntries(
    Object.entries(exports).map(([name, provided]) => {
      const { id, version } = provided.wire;
      return [name, { id: peer.objects.offer(provided), contract: id, version }];
    }),
  );

/** What the other side offers, in words. */
const describe = (offers: Hello['exports']): string[] =>
  Object.entries(offers).map(([key, { contract }]) => (key === contract ? key : `${key}: ${contract}`));

const connectionOf = (
  peer: Peer,
  { exports: offers }: Hello,
  closed: Promise<MortiseError>,
  takesNested: boolean,
): Connection => {
  const close = async (): Promise<void> => peer.end(connectionClosed('this side closed it'));
  const offered = (wire: ContractWire, name: string) => {
    const offer = Object.hasOwn(offers, name) ? offers[name] : undefined;
    if (offer?.contract !== wire.id) throw missingExport(name, wire.id, describe(offers));
    // Another minor reads from cells what it knows, and passes over the rest.
    return { id: offer.id, isNested: takesNested && offer.version === wire.version };
  };
  return {
    offers,
    closed,
    close,
    get pending() {
      return peer.pending;
    },
    get: (wire, name) => {
      const { id, isNested } = offered(wire, name);
      return peer.objects.root(id, wire as InterfaceWire, { isNested }) as never;
    },
    caller: (wire, name, isUnlimited = false) => {
      const { id, isNested } = offered(wire, name);
      return peer.objects.rootCaller(id, wire as InterfaceWire, { isNested, isUnlimited });
    },
    [Symbol.asyncDispose]: close,
  };
};
