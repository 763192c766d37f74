import type { Node } from 'ts-morph';
import type { Faults } from './faults.ts';
import { fitsField, fitsMethod } from './fits.ts';
import type { RawField, RawMethod } from './raw-type.ts';
import type { Lookup } from './union-atoms.ts';

/** A member that an interface declares again, and the one that it inherits. */
export type Redeclared = { readonly node: Node } & (
  | { readonly kind: 'field'; readonly inner: RawField; readonly outer: RawField }
  | { readonly kind: 'method'; readonly inner: RawMethod; readonly outer: RawMethod }
);

/**
 * Complains about members that are declared again with a type that TypeScript would refuse: whoever takes
 * the object for the inherited interface would get something else.
 *
 * @param all the members
 * @param lookup finds what names stand for
 */
export const checkRedeclared = (all: readonly Redeclared[], lookup: Lookup, faults: Faults): void => {
  for (const one of all) {
    const { name } = one.inner;
    const hint = 'give it the type of the inherited one, or another name';
    if (one.kind === 'field' && !fitsField(one.inner, one.outer, lookup)) {
      const found = `the field '${name}' with another type than the inherited one`;
      faults.add(one.node, { found, expected: 'a type that the inherited one has too', hint });
    }
    if (one.kind === 'method' && !fitsMethod(one.inner, one.outer, lookup)) {
      const found = `the method '${name}' with other types than the inherited one`;
      faults.add(one.node, { found, expected: 'a method that can stand in for it', hint });
    }
  }
};
