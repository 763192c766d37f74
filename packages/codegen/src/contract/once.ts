import type { InterfaceDeclaration } from 'ts-morph';
import type { Reading } from './read-type.ts';

/** What is found out about an interface, with more that is the same each time. */
export type Find<T, More extends unknown[] = []> = (
  reading: Reading,
  node: InterfaceDeclaration,
  ...more: More
) => T;

/**
 * Finds something out about each interface once. The ways by which `extends` leads to one interface double
 * with each that joins two again, so that to go them all would take ages.
 *
 * @param find asks for the bases by what is returned here
 */
export const once = <T, More extends unknown[]>(find: Find<T, More>): Find<T, More> => {
  // A declaration is part of one reading only.
  const found = new WeakMap<InterfaceDeclaration, { readonly value: T }>();
  return (reading, node, ...more) => {
    const known = found.get(node) ?? { value: find(reading, node, ...more) };
    found.set(node, known);
    return known.value;
  };
};
