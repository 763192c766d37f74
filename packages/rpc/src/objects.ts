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
  readonly isOwned: boolean;
}

/** An object of a value that was read, as long as nobody else can release it. */
export interface Received {
  release(): Promise<void>;
}

/** Whose the stubs of a value become: the receiver's, or lent for a call. */
export type Ownership = ScopeHolder | 'owned' | 'discarded';

/**
 * The objects on both sides of a connection: those of ours that the other side holds, by our number,
 * and those of the other side that we hold, by its number. A number is never used again.
 */
export class Objects {
  readonly #exports = new Map<number, Exported>();
  readonly #imports = new Map<number, StubHandle>();
  /** The handle behind each stub, so that an object which goes home is itself there again. */
  readonly #handles = new WeakMap<object, StubHandle>();
  readonly #calls: HandleCalls;
  readonly #limits: Limits;
  /** How often the other side owns each object: one that was returned twice ends with the last. */
  readonly #owned = new Map<object, number>();
  /** What the value that is being written has changed, to take it back. */
  #exported: number[] = [];
  #moved: StubHandle[] = [];
  /** The objects of the value that is being read. */
  #received: Received[] = [];
  #lastExport = 0;
  #lastImport = 0;
  #isEnded = false;
  /** Whom the stubs of the value that is being written belong to. */
  #writing: Ownership = 'owned';
  /** Whom the stubs of the value that is being read belong to. */
  #reading: Ownership = 'owned';

  constructor(limits: Limits, calls: HandleCalls) {
    this.#limits = limits;
    this.#calls = calls;
  }

  /** Whom what is being written belongs to. */
  get writing(): Ownership {
    return this.#writing;
  }

  /** Whom what is being read belongs to. */
  get reading(): Ownership {
    return this.#reading;
  }

  /** Objects that the other side holds, and objects of it that we hold. */
  get counts(): { readonly exported: number; readonly imported: number } {
    return { exported: this.#exports.size, imported: this.#imports.size };
  }

  /** Offers an object until the connection ends. It is asked for at each call, and may be another one then. */
  offer(provided: { readonly wire: InterfaceWire; readonly object: object }): number {
    const { wire } = provided;
    this.#exports.set(++this.#lastExport, {
      wire,
      get object() {
        return provided.object;
      },
      isOwned: false,
    });
    return this.#lastExport;
  }

  /** A stub of an object that the other side offers. */
  root(id: number, wire: InterfaceWire): object {
    return this.#stub(this.rootCaller(id, wire), wire);
  }

  /** What a stub of an object that the other side offers calls with. */
  rootCaller(id: number, wire: InterfaceWire, isUnlimited = false): StubHandle {
    return new StubHandle(id, wire.name, false, this.#calls, isUnlimited);
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

  /**
   * Writes a value. Where that throws, its stubs are as they were before; those that would have become the
   * other side's are ended, as whoever returned them has let go of them.
   *
   * @param ownership whose they become
   */
  write<T>(ownership: Ownership, write: () => T): T {
    this.#writing = ownership;
    try {
      return write();
    } catch (error) {
      const isLost = ownership === 'owned';
      for (const id of this.#exported) {
        const lost = this.#take(id);
        // Later, because a row is being written: code of the object could not make calls now.
        if (lost && isLost) queueMicrotask(() => dispose(lost));
      }
      for (const handle of this.#moved) {
        this.#takeBack(handle);
        if (isLost) void handle.release();
      }
      throw error;
    } finally {
      if (this.#exported.length > 0) this.#exported = [];
      if (this.#moved.length > 0) this.#moved = [];
    }
  }

  /**
   * Reads a value. Where that throws, its stubs are released.
   *
   * @param ownership whose they become
   * @returns the value, and its stubs where it has some
   */
  read<T>(
    ownership: Ownership,
    read: () => T,
  ): { readonly value: T; readonly received: readonly Received[] } {
    this.#reading = ownership;
    try {
      const value = read();
      // The list goes on with the next value where it is still empty.
      return { value, received: this.#received.length > 0 ? this.#received : none };
    } catch (error) {
      for (const one of this.#received) void one.release();
      throw error;
    } finally {
      if (this.#received.length > 0) this.#received = [];
    }
  }

  exportStub(object: object, wire: InterfaceWire, owned: boolean): number {
    const isOwned = owned || this.#writing === 'owned';
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
    this.#exported.push(id);
    const scope = scopeOf(this.#writing);
    if (isOwned) scope?.handed.push(id);
    else scope?.lent.push(id);
    return id;
  }

  /** @returns none where a number that comes home is none of ours, or of another interface */
  importStub(id: number, wire: InterfaceWire, owned: boolean): object | undefined {
    const isOwned = owned || this.#reading === 'owned' || this.#reading === 'discarded';
    if (id < 0) return this.#comeHome(-id, wire, isOwned);
    if (id <= this.#lastImport) throw protocolViolation(`it gave the object ${id} twice`);
    this.#lastImport = id;
    const handle = new StubHandle(id, wire.name, isOwned, this.#calls);
    this.#received.push(handle);
    if (this.#imports.size >= this.#limits.stubs)
      throw overloaded('the number of objects that we hold', this.#limits.stubs);
    if (!isOwned) scopeOf(this.#reading)?.borrowed.push(handle);
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
    this.#moved.push(handle);
    scopeOf(this.#writing)?.handed.push(handle);
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
