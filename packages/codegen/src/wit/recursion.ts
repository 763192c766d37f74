import type { ContractModel } from '../contract/model.ts';
import { partsOf } from './reach.ts';

/**
 * The named types that hold themselves, or one that does, each with the name of that one: WIT has no
 * recursive types.
 */
export const recursiveTypes = (types: ContractModel['types']): ReadonlyMap<string, string> => {
  const needs = new Map(
    Object.entries(types).map(([name, { type }]) => {
      const refs = partsOf(type).flatMap((part) => (part.kind === 'ref' ? [part.name] : []));
      return [name, new Set(refs)] as const;
    }),
  );
  const users = new Map<string, string[]>();
  for (const [name, refs] of needs) {
    for (const ref of refs) users.set(ref, [...(users.get(ref) ?? []), name]);
  }
  // What needs nothing that is left is taken away, until only circles and what leads to them are left.
  const ready = [...needs].filter(([, refs]) => refs.size === 0).map(([name]) => name);
  for (const name of ready) {
    needs.delete(name);
    for (const user of users.get(name) ?? []) {
      const refs = needs.get(user);
      if (refs?.delete(name) && refs.size === 0) ready.push(user);
    }
  }
  return new Map([...needs.keys()].map((name) => [name, circleFrom(name, needs)]));
};

/** The first type of a circle that one comes to from a type that leads to one. */
const circleFrom = (start: string, needs: ReadonlyMap<string, ReadonlySet<string>>): string => {
  const seen = new Set<string>();
  let name = start;
  while (!seen.has(name)) {
    seen.add(name);
    name = [...(needs.get(name) ?? [])].find((ref) => needs.has(ref)) ?? name;
  }
  return name;
};
