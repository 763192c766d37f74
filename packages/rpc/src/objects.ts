import { type InterfaceWire, release } from '@mortise/core';
import { lentOnly, overloaded, protocolViolation, stubReleased } from './errors.ts';
import type { Limits } from './protocol.ts';
import { Scope, type ScopeHolder } from './scope.ts';
import { type HandleCalls, StubHandle } from './stub-handle.ts';
import { valueText } from './wire/place.ts';

/** An object of ours that the other side can call. */
export interface Exported {
  readonly wire: InterfaceWire;
  readonly object: object;
  /** Whether the other side is to end it: it was returned or handed over, not lent and not offered. */
  readonly isOwned?: boolean;
}

/** An object of a value that was read, as long as nobody else can release it. */
export interface Received {
  release(): Promise<void>;
}

/** Nobody is going to read the value that they were in. */
export const releaseAll = (received: readonly Received[]): void => {
  for (const one of received) void one.release();
};

/** How an object that the other side offers is called. */
export interface RootOptions {
  readonly isUnlimited?: boolean;
  readonly isNested: boolean;
}

/** Whose the stubs of a value become: the receiver's, or lent for a call. */
export type Ownership = ScopeHolder | 'owned' | 'discarded';

/**
 * The objects on both sides of a connection: those of ours that the other side holds, by our number,
 * and those of the other side that we hold, by its number. A number is never used again.
 */
export class Objects {
  /** Whom the stubs of the value that is being written belong to. */
  writing: Ownership = 'owned';
  /** Whom the stubs of the value that is being read belong to. */
  reading: Ownership = 'owned';
  readonly #exports = new Map<number, Exported>();
  readonly #imports = new Map<number, StubHandle>();
  /** The handle behind each stub, so that an object which goes home is itself there again. */
  readonly #handles = new WeakMap<object, StubHandle>();
  readonly #calls: HandleCalls;
  readonly #limits: Limits;
  /** How often the other side owns each object: one that was returned twice ends with the last. */
  readonly #owned = new Map<object, number>();
  /** What the value that is being written has changed, to take it back: objects of ours that left, and those that moved. */
  #changed: (number | StubHandle)[] = [];
  /** The objects of the value that is being read. */
  #received: Received[] = [];
  #lastExport = 0;
  #lastImport = 0;
  #isEnded = false;

  constructor(limits: Limits, calls: HandleCalls) {
    this.#limits = limits;
    this.#calls = calls;
  }

  /** Objects that the other side holds, and objects of it that we hold. */
  get counts(): { readonly exported: number; readonly imported: number } {
    return { exported: this.#exports.size, imported: this.#imports.size };
  }

  /** Offers an object until the connection ends. It is asked for at each call, and may be another one then. */
  offer(provided: Exported): number {
    this.#exports.set(++this.#lastExport, provided);
    return this.#lastExport;
  }

  /** A stub of an object that the other side offers. */
  root(id: number, wire: InterfaceWire, how: RootOptions): object {
    return this.#stub(this.rootCaller(id, wire, how), wire);
  }

  /** What a stub of an object that the other side offers calls with. */
  rootCaller(id: number, wire: InterfaceWire, how: RootOptions): StubHandle {
    return new StubHandle(id, wire.name, false, this.#calls, how);
  }

  /** What the other side says first takes these numbers. */
  set offered(ids: readonly number[]) {
    this.#lastImport = Math.max(0, ...ids);
  }

  /**
   * The object that a call names.
   *
   * @returns none where it was released
   * @throws MortiseError `protocol_violation` where there never was one
   */
  find(id: unknown): Exported | undefined {
    const found = this.#exports.get(id as number);
    if (!found && !(Number.isInteger(id) && (id as number) > 0 && (id as number) <= this.#lastExport))
      throw protocolViolation(`it called the object ${valueText(id)}, which it was never given`);
    return found;
  }

  /** The value was written. */
  endWrite(): void {
    if (this.#changed.length > 0) this.#changed = [];
  }

  /**
   * The value could not be written: its stubs are as they were before. Those that would have become the other side's
   * are ended, as whoever returned them has let go of them.
   */
  undoWrite(): void {
    const isLost = this.writing === 'owned';
    for (const one of this.#changed) {
      if (typeof one === 'number') {
        const lost = this.#take(one);
        // Later, because a row is being written: code of the object could not make calls now.
        if (lost && isLost) queueMicrotask(() => dispose(lost));
      } else {
        this.#takeBack(one);
        if (isLost) void one.release();
      }
    }
    this.endWrite();
  }

  /** The stubs of the value that was read last. */
  takeReceived(): readonly Received[] {
    if (this.#received.length === 0) return none;
    const received = this.#received;
    this.#received = [];
    return received;
  }

  exportStub(object: object, wire: InterfaceWire, owned: boolean): number {
    const isOwned = owned || this.writing === 'owned';
    const handle = this.#handles.get(object);
    if (handle) {
      if (handle.isOver) throw stubReleased(wire.name);
      if (isOwned && !handle.isOwned) throw lentOnly(wire.name);
      if (isOwned) this.#move(handle);
      return -handle.id;
    }
    if (this.#exports.size >= this.#limits.stubs)
      throw overloaded('the number of objects that the other side holds', this.#limits.stubs);
    // The answer to a call that nobody waits for any more: the object goes where it would have gone to.
    if (this.#isEnded && isOwned) queueMicrotask(() => dispose(object));
    if (this.#isEnded) return 0;
    const id = ++this.#lastExport;
    this.#exports.set(id, { wire, object, isOwned });
    if (isOwned) this.#owned.set(object, (this.#owned.get(object) ?? 0) + 1);
    this.#changed.push(id);
    const scope = scopeOf(this.writing);
    if (isOwned) scope?.handed.push(id);
    else scope?.lent.push(id);
    return id;
  }

  /** @returns none where a number that comes home is none of ours, or of another interface */
  importStub(id: number, wire: InterfaceWire, owned: boolean): object | undefined {
    const isOwned = owned || this.reading === 'owned' || this.reading === 'discarded';
    if (id < 0) return this.#comeHome(-id, wire, isOwned);
    if (id <= this.#lastImport) throw protocolViolation(`it gave the object ${id} twice`);
    this.#lastImport = id;
    const handle = new StubHandle(id, wire.name, isOwned, this.#calls);
    this.#received.push(handle);
    if (this.#imports.size >= this.#limits.stubs)
      throw overloaded('the number of objects that we hold', this.#limits.stubs);
    if (!isOwned) scopeOf(this.reading)?.borrowed.push(handle);
    this.#imports.set(id, handle);
    return this.#stub(handle, wire);
  }

  /** We need an object of the other side no more. */
  forget(handle: StubHandle): void {
    this.#imports.delete(handle.id);
  }

  /** The other side needs an object of ours no more. */
  released(id: number): void {
    const found = this.#exports.get(id);
    if (!found?.isOwned) throw protocolViolation(`it released the object ${id}, which it does not own`);
    const ended = this.#take(id);
    if (ended) dispose(ended);
  }

  /** A call has failed before the callee looked at what was handed over to it: nobody else ends that. */
  unread({ handed }: Scope): void {
    for (const one of handed) {
      if (typeof one !== 'number') this.#calls.release(one);
      else if (this.#exports.has(one)) this.released(one);
    }
  }

  /** A call has ended, and with it what was lent. */
  endScope({ lent, borrowed }: Scope): void {
    for (const id of lent) this.#exports.delete(id);
    for (const handle of borrowed) {
      handle.isOver = true;
      this.#imports.delete(handle.id);
    }
  }

  /** The connection has ended: what the other side owned is ended here. */
  end(): void {
    this.#isEnded = true;
    const owned = [...this.#owned.keys()];
    this.#imports.clear();
    this.#exports.clear();
    this.#owned.clear();
    for (const object of owned) dispose(object);
  }

  /**
   * The other side holds an object no more by that number.
   *
   * @returns the object, where it was owned and is owned by no other number
   */
  #take(id: number): object | undefined {
    const found = this.#exports.get(id);
    this.#exports.delete(id);
    if (!found?.isOwned) return undefined;
    const { object } = found;
    const others = (this.#owned.get(object) ?? 1) - 1;
    if (others > 0) this.#owned.set(object, others);
    else this.#owned.delete(object);
    return others > 0 ? undefined : object;
  }

  #comeHome(id: number, wire: InterfaceWire, isOwned: boolean): object | undefined {
    const found = this.#exports.get(id);
    // It may name any object that it was given, also one of another interface, or one that it was only lent.
    if (found?.wire.name !== wire.name || (isOwned && !found.isOwned)) return undefined;
    const isSame = Object.keys(wire.methods).every((name) => Object.hasOwn(found.wire.methods, name));
    if (!isSame) return undefined;
    const { object } = found;
    if (isOwned) {
      this.#take(id);
      this.#received.push({ release: async () => dispose(object) });
    }
    return object;
  }

  /** What we owned goes home as the other side's own. */
  #move(handle: StubHandle): void {
    handle.isOver = true;
    this.#imports.delete(handle.id);
    this.#changed.push(handle);
    scopeOf(this.writing)?.handed.push(handle);
  }

  #takeBack(handle: StubHandle): void {
    handle.isOver = false;
    if (!this.#isEnded) this.#imports.set(handle.id, handle);
  }

  #stub(handle: StubHandle, wire: InterfaceWire): object {
    const stub = wire.stub(handle);
    this.#handles.set(stub, handle);
    return stub;
  }
}

const none: readonly Received[] = [];

const scopeOf = (ownership: Ownership): Scope | undefined =>
  typeof ownership === 'string' ? undefined : (ownership.scope ??= new Scope());

/** Nobody is left to be told how it fails: who released it has gone on. */
const dispose = (object: object): void => {
  release(object).catch(() => {});
};
