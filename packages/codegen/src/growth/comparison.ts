import type { WireKind } from '@mortise/core';
import type { ContractModel, InterfaceModel, NamedTypeModel, TypeModel } from '../contract/model.ts';
import { partsOf } from '../contract/walk.ts';
import { valueKinds } from '../wire/value-kinds.ts';
import { type Change, compareSteps, type Growth, growthOf, type Step } from './growth.ts';

/**
 * How a value comes to whoever reads it. Whoever calls sends an `argument` by its own choice. Whoever
 * serves the contract cannot know how old its caller is: what it sends is a `result`, also where it calls
 * an object of the caller. What such an object answers is a `reply`.
 */
export type Flow = 'argument' | 'reply' | 'result';

/** A named type or interface of the baseline and what stands in its place now, to be compared. */
export interface Pair {
  readonly kind: 'type' | 'interface';
  readonly before: string;
  readonly after: string;
  readonly flow: Flow;
  /** Where one name took the place of another one while both are known: it is one change of that place. */
  readonly replacedAt?: string;
}

/**
 * One comparison of two models: what it found, and which pairs of named types it has reached. A pair is
 * compared once for each flow, however often it is reached, so that types may refer to themselves.
 */
export class Comparison {
  /** Grows while it is worked through. */
  readonly pairs: Pair[] = [];
  readonly #baseline: ContractModel;
  readonly #current: ContractModel;
  readonly #changes = new Map<string, Change>();
  readonly #reached = new Set<string>();
  readonly #numbers = new Map<TypeModel, number>();
  readonly #isPart: boolean;

  /** @param start the pair to compare, where it is not the whole contract */
  constructor(baseline: ContractModel, current: ContractModel, start?: Pair) {
    this.#baseline = baseline;
    this.#current = current;
    this.#isPart = start !== undefined;
    if (start) this.pairs.push(start);
  }

  get growth(): Growth {
    return growthOf(this.#changes.values());
  }

  /**
   * Notes a change. The same one may be met once a flow; what demands most counts.
   *
   * @param about tells changes of one member apart
   */
  note(change: Change, about = change.kind === 'changed' ? change.what : change.kind): void {
    const key = `${change.member}\n${about}`;
    const known = this.#changes.get(key);
    if (!known || compareSteps(change.demands, known.demands) < 0) this.#changes.set(key, change);
  }

  changed(member: string, what: string, demands: Step): void {
    this.note({ member, kind: 'changed', what, demands });
  }

  /** Notes a description that changed: nobody's program depends on one. */
  documented(member: string, before?: { readonly doc?: string }, after?: { readonly doc?: string }): void {
    if ((before?.doc ?? '') !== (after?.doc ?? '')) this.changed(member, 'has another description', 'patch');
  }

  /** Comes across a name, where the baseline has that one or another one. */
  reach(member: string, { kind, before, after, flow }: Pair): void {
    const isKept = before === after || this.#isPart || this.#isRenamed(kind, before, after);
    const pair = { kind, before, after, flow, ...(isKept ? {} : { replacedAt: member }) };
    const key = JSON.stringify([kind, before, after, flow, pair.replacedAt]);
    if (this.#reached.has(key)) return;
    this.#reached.add(key);
    this.pairs.push(pair);
  }

  type(side: 'before' | 'after', name: string): NamedTypeModel | undefined {
    return own(this.#side(side).types, name);
  }

  interface(side: 'before' | 'after', name: string): InterfaceModel | undefined {
    return own(this.#side(side).interfaces, name);
  }

  /**
   * Whether two types have not been met in each other's place before. A type that refers to itself may
   * be written out on one side, where it would be met again and again.
   */
  isFirst(before: TypeModel, after: TypeModel, flow: Flow): boolean {
    const key = `${this.#number(before)} ${this.#number(after)} ${flow}`;
    if (this.#reached.has(key)) return false;
    this.#reached.add(key);
    return true;
  }

  /** What a type stands for, behind all its names; nothing where they lead nowhere. */
  resolve(side: 'before' | 'after', type: TypeModel): TypeModel | undefined {
    const names = new Set<string>();
    let found: TypeModel | undefined = type;
    while (found?.kind === 'ref') {
      if (names.has(found.name)) return undefined;
      names.add(found.name);
      found = this.type(side, found.name)?.type;
    }
    return found;
  }

  /** Whether objects in a value of the current contract belong to whoever reads it; arguments only lend theirs. */
  givesObjects(type: TypeModel, flow: Flow): boolean {
    const names = new Set<string>();
    const open = [type];
    for (let one = open.pop(); one; one = open.pop()) {
      if (one.kind === 'stub' && (one.owned || flow !== 'argument')) return true;
      if (one.kind === 'ref' && !names.has(one.name)) {
        names.add(one.name);
        const named = this.type('after', one.name);
        if (named) open.push(named.type);
      }
      open.push(...partsOf(one));
    }
    return false;
  }

  kinds(side: 'before' | 'after', type: TypeModel): WireKind[] {
    return valueKinds(type, this.#side(side));
  }

  #side(side: 'before' | 'after'): ContractModel {
    return side === 'before' ? this.#baseline : this.#current;
  }

  #number(type: TypeModel): number {
    const known = this.#numbers.get(type) ?? this.#numbers.size;
    this.#numbers.set(type, known);
    return known;
  }

  /** Whether the one name went and the other one came: only the name has changed then. */
  #isRenamed(kind: Pair['kind'], before: string, after: string): boolean {
    return this[kind]('after', before) === undefined && this[kind]('before', after) === undefined;
  }
}

/** A baseline may be written by hand, and hold no name that it refers to but `constructor`. */
const own = <T>(names: Readonly<Record<string, T>>, name: string): T | undefined =>
  Object.hasOwn(names, name) ? names[name] : undefined;
