import type { WireKind } from '@mortise/core';
import type { Complaint } from '@mortise/json';
import type { Node } from 'ts-morph';
import type { Faults } from './faults.ts';
import { findTag } from './find-tag.ts';
import { holdsItself } from './holds-itself.ts';
import type { FieldModel, MethodModel, TypeModel } from './model.ts';
import type { RawField, RawMethod, RawType, WrittenMember } from './raw-type.ts';
import { type Atom, atomsOf, kindOfType, type Lookup, nameOfAtom } from './union-atoms.ts';

/** Stands where there is a fault, so that the rest can be looked at; such a model is never returned. */
const unsettled: TypeModel = { kind: 'undefined' };

/**
 * Decides what the unions of a contract come to, once all of its types are read. A union of values that
 * a receiver could not tell apart is a fault.
 */
export class Settler {
  readonly #lookup: Lookup;
  readonly #faults: Faults;
  readonly #place: Node;
  readonly #settled = new Map<RawType, TypeModel>();
  /** What is being settled, for telling a type that holds itself without a name to refer to. */
  readonly #open = new Set<RawType>();

  /**
   * @param lookup finds what names stand for
   * @param faults gets the unions that cannot be told apart
   * @param place where a fault stands that has no other place
   */
  constructor(lookup: Lookup, faults: Faults, place: Node) {
    this.#lookup = lookup;
    this.#faults = faults;
    this.#place = place;
  }

  /** A method as the model has it. */
  method(raw: RawMethod): MethodModel {
    const { type, ...result } = raw.result;
    const { name, doc, params, cancellable, result: _, ...tags } = raw;
    const { kind, doc: resultDoc } = result;
    return {
      name,
      ...(doc ? { doc } : {}),
      params: params.map((param) => this.#field(param)),
      ...(cancellable ? { cancellable } : {}),
      result: { kind, type: this.type(type), ...(resultDoc ? { doc: resultDoc } : {}) },
      ...tags,
    };
  }

  /** A type as the model has it. */
  type(raw: RawType): TypeModel {
    return this.#typeAt(raw, undefined);
  }

  #typeAt(raw: RawType, node: Node | undefined): TypeModel {
    const known = this.#settled.get(raw);
    if (known) return known;
    if (this.#open.has(raw)) return this.#refuseNameless(node);
    this.#open.add(raw);
    const type = this.#settle(raw);
    this.#open.delete(raw);
    this.#settled.set(raw, type);
    return type;
  }

  #refuseNameless(node: Node | undefined): TypeModel {
    this.#faults.add(node ?? this.#place, {
      found: 'an object without a name that holds itself',
      expected: 'a name to refer to',
      hint: 'write it as an interface of its own, and its name in the union',
    });
    return unsettled;
  }

  #settle(raw: RawType): TypeModel {
    switch (raw.kind) {
      case 'refused':
        return unsettled;
      case 'written':
        return this.#union(raw.members);
      case 'list':
      case 'record':
      case 'option':
      case 'stream':
        return { kind: raw.kind, of: this.type(raw.of) };
      case 'tuple':
        return { kind: raw.kind, of: raw.of.map((one) => this.type(one)) };
      case 'object':
        return { kind: 'object', fields: raw.fields.map((field) => this.#field(field)) };
      default:
        return raw;
    }
  }

  #field({ name, type, optional, doc }: RawField): FieldModel {
    return {
      name,
      type: optional ? this.#optional(type) : this.type(type),
      ...(optional ? { optional } : {}),
      ...(doc ? { doc } : {}),
    };
  }

  /** The type of an optional field, which says itself that the value may be missing. */
  #optional(raw: RawType): TypeModel {
    if (raw.kind !== 'written' && raw.kind !== 'ref' && raw.kind !== 'option') return this.type(raw);
    const members = raw.kind === 'written' ? raw.members : [{ type: raw, node: undefined }];
    const atoms = atomsOf(members, this.#lookup);
    if (!atoms.some(isUndefined)) return this.type(raw);
    // Written out without its undefined, it would have no name by which it can hold itself.
    const isNameless = raw.kind === 'ref' && atoms.some(({ type }) => type.kind === 'object');
    if (isNameless && holdsItself(raw.name, this.#lookup)) return raw;
    return this.#union(members, true);
  }

  #union(written: readonly WrittenMember[], isOptional = false): TypeModel {
    const atoms = atomsOf(written, this.#lookup);
    if (atoms.some(({ target }) => target.kind === 'refused')) return unsettled;
    const values = atoms.filter((atom) => !isUndefined(atom));
    const [first] = values;
    if (!first) return { kind: 'undefined' };
    const hasUndefined = values.length < atoms.length;
    // A name stays where it says all that there is.
    const whole = this.#named(written, atoms, isOptional ? values : atoms);
    if (whole) return whole;
    const type = this.#named(written, atoms, values) ?? this.#values(written, atoms, values);
    return hasUndefined && !isOptional ? { kind: 'option', of: type } : type;
  }

  /** The one named member that all of some atoms come from, if nothing else comes from it. */
  #named(
    written: readonly WrittenMember[],
    all: readonly Atom[],
    some: readonly Atom[],
  ): TypeModel | undefined {
    for (const [index, { type }] of written.entries()) {
      if (type.kind !== 'ref') continue;
      const own = all.filter((atom) => atom.from === index);
      const isAll = some.every((atom) => own.some((one) => isSame(one, atom)));
      if (isAll && own.every((one) => some.includes(one))) return type;
    }
    return undefined;
  }

  #values(written: readonly WrittenMember[], all: readonly Atom[], values: readonly Atom[]): TypeModel {
    const kinds = new Map<WireKind | undefined, Atom[]>();
    for (const atom of values) {
      const kind = kindOfType(atom.target);
      kinds.set(kind, [...(kinds.get(kind) ?? []), atom]);
    }
    const stub = values.find(({ target }) => target.kind === 'stub');
    const other = values.find((atom) => stub && !isSame(atom, stub));
    if (stub && other) return this.#refuseStub(stub, other);
    const of = [...kinds.values()].map((atoms) => this.#named(written, all, atoms) ?? this.#one(atoms));
    return of.length === 1 ? (of[0] as TypeModel) : { kind: 'union', of };
  }

  /** One type for members that are of one kind at run time. */
  #one(atoms: readonly Atom[]): TypeModel {
    const [first] = atoms as readonly [Atom, ...Atom[]];
    const literals = atoms.flatMap(({ target }) => (target.kind === 'literal' ? [target.value] : []));
    // A type that has all values of its kind has the literals too.
    const wide = atoms.filter(({ target }) => /^(?:string|number|boolean)$/.test(target.kind));
    const rest = wide.length > 0 ? atoms.filter(({ target }) => target.kind !== 'literal') : atoms;
    if (rest.length === literals.length && wide.length === 0) return literalType(literals);
    const texts = new Set(rest.map((atom) => this.#textOf(atom)));
    if (texts.size === 1) return this.#atomType(rest[0] as Atom);
    if (rest.every(({ target }) => target.kind === 'object')) return this.#variant(rest);
    const second = rest.find((atom) => this.#textOf(atom) !== this.#textOf(rest[0] as Atom)) as Atom;
    return this.#refuse(rest[0] ?? first, second);
  }

  #variant(atoms: readonly Atom[]): TypeModel {
    const texts = atoms.map((atom) => this.#textOf(atom));
    const each = atoms.filter((_, index) => texts.indexOf(texts[index] as string) === index);
    const tag = findTag(
      each.map(({ target }) => target),
      this.#lookup,
    );
    if (!tag) return this.#refuse(...this.#pairWithoutTag(each));
    const cases = each.map((atom, index) => ({
      values: tag.values[index] ?? [],
      type: this.#atomType(atom),
    }));
    return { kind: 'variant', tag: tag.name, cases };
  }

  /** Two objects that no field tells apart; where each pair has one, some two that share none. */
  #pairWithoutTag(atoms: readonly Atom[]): [Atom, Atom] {
    for (const [index, other] of atoms.entries()) {
      const one = atoms.slice(0, index).find(({ target }) => !findTag([target, other.target], this.#lookup));
      if (one) return [one, other];
    }
    return [atoms[0] as Atom, atoms.at(-1) as Atom];
  }

  #refuse(one: Atom, other: Atom): TypeModel {
    const kind = kindOfType(one.target);
    this.#complain(other, {
      found: `${nameOfAtom(one)} and ${nameOfAtom(other)}, which a receiver cannot tell apart`,
      expected: 'members of different kinds at run time',
      hint: clashHint(one, other, kind),
    });
    return unsettled;
  }

  #refuseStub(stub: Atom, other: Atom): TypeModel {
    this.#complain(other.from > stub.from ? other : stub, {
      found: `${nameOfAtom(other)} beside ${nameOfAtom(stub)}, which has methods`,
      expected: 'an interface with methods alone, or with undefined',
      hint: `write ${nameOfAtom(stub).slice(1, -1)} | undefined, or an object with a field for each`,
    });
    return unsettled;
  }

  #complain({ node }: Atom, complaint: Complaint): void {
    this.#faults.add(node ?? this.#place, complaint);
  }

  #atomType({ type, node }: Atom): TypeModel {
    return this.#typeAt(type, node);
  }

  /** A text that two members share where they are the same type. */
  #textOf({ type, target, node }: Atom): string {
    // An object is known by its name, so that a field that is added to one later changes no other.
    return JSON.stringify(this.#typeAt(target.kind === 'object' ? type : target, node));
  }
}

const isUndefined = ({ target }: Atom): boolean => target.kind === 'undefined';

const isSame = (one: Atom, other: Atom): boolean =>
  one === other ||
  (one.type.kind === 'literal' && other.type.kind === 'literal' && one.type.value === other.type.value) ||
  (one.type.kind === 'ref' && other.type.kind === 'ref' && one.type.name === other.type.name) ||
  (one.type.kind === 'stub' && other.type.kind === 'stub' && one.type.name === other.type.name) ||
  (isPlain(one.type) && one.type.kind === other.type.kind);

const isPlain = ({ kind }: RawType): boolean =>
  /^(?:string|number|boolean|null|undefined|bytes|bigint|date|[us]\d+)$/.test(kind);

const literalType = (literals: readonly (string | number | boolean)[]): TypeModel => {
  const values = [...new Set(literals)];
  const [value, second] = values;
  if (second === undefined) return { kind: 'literal', value: value as string };
  return typeof value === 'boolean'
    ? { kind: 'boolean' }
    : { kind: 'enum', values: values as (string | number)[] };
};

const clashHint = (one: Atom, other: Atom, kind: WireKind | undefined): string => {
  if (kind === 'list') return 'write one list whose items are a union, or objects that hold the lists';
  if (kind !== 'object') return 'write the one that holds all values';
  if (one.target.kind === 'record' || other.target.kind === 'record')
    return 'make each a field of an object that has both, optional';
  return "give each a field of its own literal that tells them apart, such as kind: 'a' and kind: 'b'";
};
