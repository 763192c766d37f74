import type { ContractModel, MethodModel } from '../contract/model.ts';
import { partsOf, typesOf } from './reach.ts';

/**
 * The named types and interfaces that only methods reach which are not in the text: nothing there would
 * use them.
 *
 * @param isWritten whether a method, of the contract or of an interface, is in the text
 */
export const lostNames = (
  model: ContractModel,
  isWritten: (method: MethodModel, owner?: string) => boolean,
): ReadonlySet<string> => {
  const reached = reachOf(model, () => true);
  // What no method reaches is in the text, with all that it needs.
  const others = [...Object.keys(model.types), ...Object.keys(model.interfaces)];
  const written = reachOf(
    model,
    isWritten,
    others.filter((name) => !reached.has(name)),
  );
  return new Set([...reached].filter((name) => !written.has(name)));
};

const reachOf = (
  model: ContractModel,
  isWritten: (method: MethodModel, owner?: string) => boolean,
  start: readonly string[] = [],
): ReadonlySet<string> => {
  const found = new Set(start);
  const add = (methods: readonly MethodModel[], owner?: string) => {
    const types = methods.filter((method) => isWritten(method, owner)).flatMap(typesOf);
    for (const name of types.flatMap(namesIn)) found.add(name);
  };
  add(model.methods);
  // The set grows while it is read.
  for (const name of found) {
    const type = model.types[name]?.type;
    for (const inner of type ? namesIn(type) : []) found.add(inner);
    add(model.interfaces[name]?.methods ?? [], name);
  }
  return found;
};

const namesIn = (type: MethodModel['result']['type']): string[] =>
  partsOf(type).flatMap((part) => (part.kind === 'ref' || part.kind === 'stub' ? [part.name] : []));
