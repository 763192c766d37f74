import type { RawField, RawMethod, RawType } from './raw-type.ts';
import { type Atom, atomsOf, kindOfType, type Lookup } from './union-atoms.ts';

/**
 * Whether all values of a type are values of another one too, as far as a contract's types tell: objects
 * with methods, which TypeScript compares by their members, are taken to fit.
 *
 * @param inner a type, as it is read
 * @param outer the other one
 * @param lookup finds what names stand for
 */
const fits = (inner: RawType, outer: RawType, lookup: Lookup): boolean =>
  new Fitting(lookup).fits(inner, outer);

/** Whether a field can stand in for another one. */
export const fitsField = (inner: RawField, outer: RawField, lookup: Lookup): boolean =>
  new Fitting(lookup).field(inner, outer);

/** Whether a method can stand in for another one. Parameters may be narrower, as TypeScript lets methods. */
export const fitsMethod = (inner: RawMethod, outer: RawMethod, lookup: Lookup): boolean => {
  const either = (one: RawType, other: RawType) => fits(one, other, lookup) || fits(other, one, lookup);
  const areParams = inner.params.every((param, index) => {
    const other = outer.params[index];
    return other ? either(param.type, other.type) : Boolean(param.optional);
  });
  const isKind = inner.result.kind === outer.result.kind;
  return areParams && isKind && fits(inner.result.type, outer.result.type, lookup);
};

class Fitting {
  readonly #lookup: Lookup;
  /** What is being compared, because types may hold themselves. */
  readonly #met = new Map<RawType, Set<RawType>>();

  constructor(lookup: Lookup) {
    this.#lookup = lookup;
  }

  fits(inner: RawType, outer: RawType): boolean {
    const met = this.#met.get(inner) ?? new Set();
    this.#met.set(inner, met);
    if (met.has(outer)) return true;
    met.add(outer);
    const [ones, others] = [inner, outer].map((type) => atomsOf([{ type, node: undefined }], this.#lookup));
    return (ones ?? []).every((one) => others?.some((other) => this.#one(one, other)));
  }

  #one(inner: Atom, outer: Atom): boolean {
    const [one, other] = [inner.target, outer.target];
    if (one === other || one.kind === 'refused' || other.kind === 'refused') return true;
    if (one.kind === 'literal' && other.kind === 'literal') return one.value === other.value;
    if (other.kind === 'literal') return one.kind === 'boolean' && typeof other.value === 'boolean';
    if (one.kind === 'undefined' && other.kind === 'void') return true;
    const kind = kindOfType(one);
    if (kind !== kindOfType(other)) return false;
    if (kind === undefined) return one.kind === other.kind && this.#inner(one, other);
    return kind === 'list' || kind === 'object' ? this.#inner(one, other) : true;
  }

  #inner(one: RawType, other: RawType): boolean {
    if (one.kind === 'tuple') {
      if (other.kind === 'list') return one.of.every((item) => this.fits(item, other.of));
      if (other.kind !== 'tuple' || one.of.length !== other.of.length) return false;
      return one.of.every((item, index) => this.fits(item, other.of[index] as RawType));
    }
    if (one.kind === 'list') return other.kind === 'list' && this.fits(one.of, other.of);
    if (one.kind === 'record' && other.kind === 'record') return this.fits(one.of, other.of);
    if (one.kind === 'stream' && other.kind === 'stream') return this.fits(one.of, other.of);
    if (other.kind === 'object' && one.kind === 'object')
      return other.fields.every((field) => {
        const inner = one.fields.find(({ name }) => name === field.name);
        return inner ? this.field(inner, field) : Boolean(field.optional);
      });
    return true;
  }

  field(inner: RawField, outer: RawField): boolean {
    if (inner.optional && !outer.optional) return false;
    if (!outer.optional) return this.fits(inner.type, outer.type);
    const types = [outer.type, { kind: 'undefined' } as const];
    return this.fits(inner.type, {
      kind: 'written',
      members: types.map((type) => ({ type, node: undefined })),
    });
  }
}
