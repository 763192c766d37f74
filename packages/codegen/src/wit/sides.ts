import type { ContractModel, MethodModel, TypeModel } from '../contract/model.ts';
import { allPartsOf, holdsObjects, objectHolders } from './reach.ts';

/** Who implements an interface: whoever provides the contract, or whoever calls it. */
export type Side = 'provider' | 'caller';

/**
 * Who implements each interface that a contract's methods reach. WIT must know: a component exports what
 * it implements and imports the rest. One that a provider returns is the provider's; where it also takes
 * such objects, it takes back those that it returned.
 */
export const sidesOf = (model: ContractModel): ReadonlyMap<string, Side> => {
  const found = new Map<string, Set<Side>>();
  const open: { methods: readonly MethodModel[]; side: Side }[] = [
    { methods: model.methods, side: 'provider' },
  ];
  const holders = objectHolders(model.types);
  const add = (type: TypeModel, side: Side) => {
    if (!holdsObjects(type, holders)) return;
    for (const name of stubsIn(type, model)) {
      const sides = found.get(name) ?? new Set();
      if (!sides.has(side)) open.push({ methods: model.interfaces[name]?.methods ?? [], side });
      found.set(name, sides.add(side));
    }
  };
  const visit = () => {
    for (let next = open.pop(); next; next = open.pop()) {
      for (const { params, result } of next.methods) {
        for (const { type } of params) add(type, next.side === 'provider' ? 'caller' : 'provider');
        add(result.type, next.side);
      }
    }
  };
  visit();
  for (const name of Object.keys(model.interfaces)) {
    if (found.has(name)) continue;
    // No method reaches it, so that nobody but the provider could make one.
    add({ kind: 'stub', name }, 'provider');
    visit();
  }
  return new Map([...found].map(([name, sides]) => [name, sides.has('provider') ? 'provider' : 'caller']));
};

/** The interfaces whose objects a type holds. */
export const stubsIn = (type: TypeModel, model: ContractModel): Set<string> =>
  new Set(allPartsOf(type, model.types).flatMap((part) => (part.kind === 'stub' ? [part.name] : [])));
