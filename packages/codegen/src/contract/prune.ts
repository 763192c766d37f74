import type { ContractModel, MethodModel } from './model.ts';
import { namesOf } from './walk.ts';

const namesOfMethod = ({ params, result }: MethodModel): string[] => [
  ...params.flatMap(({ type }) => namesOf(type)),
  ...namesOf(result.type),
];

/** A model with those types and interfaces only that its methods reach, sorted by name. */
export const prune = (model: ContractModel): ContractModel => {
  const reached = new Set<string>();
  const open = model.methods.flatMap(namesOfMethod);
  for (let name = open.pop(); name !== undefined; name = open.pop()) {
    if (reached.has(name)) continue;
    reached.add(name);
    const type = model.types[name]?.type;
    if (type) open.push(...namesOf(type));
    open.push(...(model.interfaces[name]?.methods ?? []).flatMap(namesOfMethod));
  }
  const pick = <T>(all: Readonly<Record<string, T>>): Record<string, T> =>
    Object.fromEntries(
      Object.entries(all)
        .filter(([name]) => reached.has(name))
        .sort(([a], [b]) => (a < b ? -1 : 1)),
    );
  return { ...model, types: pick(model.types), interfaces: pick(model.interfaces) };
};
