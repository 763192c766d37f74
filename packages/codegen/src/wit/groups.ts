import type { ContractModel, MethodModel } from '../contract/model.ts';
import { typesOf } from './reach.ts';
import { stubsIn } from './sides.ts';

/**
 * Which interfaces must stand in one interface of WIT: those that name each other, because WIT allows no
 * circle of interfaces. Each has one of its own otherwise, so that a component exports or imports it
 * without the rest.
 *
 * @param isWritten whether a method of an interface is in the text
 * @returns for each interface the sorted members of its group
 */
export const groupsOf = (
  model: ContractModel,
  isWritten: (method: MethodModel, owner: string) => boolean,
): ReadonlyMap<string, readonly string[]> => {
  const names = Object.keys(model.interfaces).sort();
  const edges = new Map(
    Object.entries(model.interfaces).map(([name, { methods }]) => {
      const written = methods.filter((method) => isWritten(method, name));
      return [name, new Set(written.flatMap(typesOf).flatMap((type) => [...stubsIn(type, model)]))] as const;
    }),
  );
  const reach = new Map(names.map((name) => [name, reachOf(name, edges)]));
  return new Map(
    names.map((name) => [
      name,
      names.filter((other) => other === name || (reach.get(name)?.has(other) && reach.get(other)?.has(name))),
    ]),
  );
};

const reachOf = (start: string, edges: ReadonlyMap<string, ReadonlySet<string>>): Set<string> => {
  const seen = new Set<string>(edges.get(start));
  for (const name of seen) {
    for (const next of edges.get(name) ?? []) seen.add(next);
  }
  return seen;
};
