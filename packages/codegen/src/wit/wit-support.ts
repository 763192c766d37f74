import type { ContractModel, MethodModel } from '../contract/model.ts';
import { allPartsOf, holdsObjects, objectHolders, partsOf, typesOf } from './reach.ts';
import { recursiveTypes } from './recursion.ts';
import { type Side, sidesOf, stubsIn } from './sides.ts';

/** A method that WIT cannot say. It is not in the contract's WIT text; nothing else is lost. */
export interface Unsupported {
  readonly kind: 'unsupported';
  /** The method: `debug`, or `Session.read` for one of another interface. */
  readonly member: string;
  /** The type that is to blame. */
  readonly type: string;
  /** What is wrong with it: `type Json holds itself`. */
  readonly why: string;
  /** What to write in the contract, so that WIT can say it. */
  readonly instead: string;
}

/**
 * The methods of a contract, and of the interfaces that are its own, that its WIT text leaves out.
 *
 * @param model the contract
 * @returns in the order of the model; none where WIT says it all
 * @example
 * ```ts
 * import { witSupport } from '@mortise/codegen';
 *
 * const tree = { kind: 'list', of: { kind: 'ref', name: 'Tree' } } as const;
 * const lost = witSupport({
 *   model: 1,
 *   id: 'demo:forest@1',
 *   version: '1.0.0',
 *   name: 'Forest',
 *   methods: [{ name: 'plant', params: [{ name: 'tree', type: tree }], result: { kind: 'promise', type: { kind: 'void' } } }],
 *   types: { Tree: { type: tree } },
 *   interfaces: {},
 * });
 * console.log(lost[0]?.why); // type Tree holds itself
 * ```
 */
export const witSupport = (model: ContractModel): readonly Unsupported[] => {
  const problem = problemFinder(model);
  const own = Object.entries(model.interfaces).filter(([, { from }]) => from === undefined);
  return [
    ...model.methods.flatMap((method) => problem(method) ?? []),
    ...own.flatMap(([name, { methods }]) => methods.flatMap((method) => problem(method, name) ?? [])),
  ];
};

/**
 * A function that says why WIT cannot say a method; nothing where it can.
 *
 * @param model the contract
 */
export const problemFinder = (
  model: ContractModel,
): ((method: MethodModel, owner?: string) => Unsupported | undefined) => {
  const recursive = recursiveTypes(model.types);
  const sides = sidesOf(model);
  const holders = objectHolders(model.types);
  const inForeign = (name: string): Problem | undefined => {
    const methods = model.interfaces[name]?.methods ?? [];
    // What holds itself is not in the other contract's text either.
    const written = methods.filter((method) => !recursion(method, recursive));
    return written.map((method) => throughImport(method, model, { sides, owner: name })).find(Boolean);
  };
  const objects = (method: MethodModel, owner: string | undefined): Problem | undefined =>
    throughImport(method, model, { sides, owner }) ??
    [...foreignReach(method, model)].map(inForeign).find(Boolean);
  return (method, owner) => {
    const member = owner === undefined ? method.name : `${owner}.${method.name}`;
    const found =
      recursion(method, recursive) ??
      (typesOf(method).some((type) => holdsObjects(type, holders)) ? objects(method, owner) : undefined);
    return found && { kind: 'unsupported', member, ...found };
  };
};

/** The interfaces of other contracts that a method names, and those that their methods name. */
const foreignReach = (method: MethodModel, model: ContractModel): Set<string> => {
  const stubs = (of: MethodModel) => typesOf(of).flatMap((type) => [...stubsIn(type, model)]);
  const found = new Set(stubs(method).filter((name) => model.interfaces[name]?.from));
  for (const name of found) {
    for (const next of (model.interfaces[name]?.methods ?? []).flatMap(stubs)) found.add(next);
  }
  return found;
};

type Problem = Pick<Unsupported, 'type' | 'why' | 'instead'>;

const recursion = (method: MethodModel, recursive: ReadonlyMap<string, string>): Problem | undefined => {
  const refs = typesOf(method).flatMap(partsOf);
  for (const ref of refs) {
    const type = ref.kind === 'ref' ? recursive.get(ref.name) : undefined;
    if (type !== undefined) {
      return {
        type,
        why: `type ${type} holds itself`,
        instead: 'a list of items that name each other by id',
      };
    }
  }
  return undefined;
};

/** An interface of the caller is an import of the component, and an import cannot name an export. */
const throughImport = (
  method: MethodModel,
  model: ContractModel,
  { sides, owner }: { sides: ReadonlyMap<string, Side>; owner: string | undefined },
): Problem | undefined => {
  const providers = (type: MethodModel['result']['type']) =>
    [...stubsIn(type, model)].find((name) => sides.get(name) === 'provider');
  const items = method.params
    .flatMap(({ type }) => allPartsOf(type, model.types))
    .flatMap((part) => (part.kind === 'stream' ? [part.of] : []));
  if (owner === undefined || sides.get(owner) === 'provider') {
    const type = items.map(providers).find((name) => name !== undefined);
    if (type === undefined) return undefined;
    const why = `the caller's stream carries objects of ${type}, which the provider implements`;
    return { type, why, instead: 'a stream of ids' };
  }
  const type = typesOf(method)
    .map(providers)
    .find((name) => name !== undefined);
  if (type !== undefined) {
    const why = `${owner} is implemented by the caller and cannot name ${type}, which the provider implements`;
    return { type, why, instead: 'an id, and a method of the contract that takes it' };
  }
  if (items.length === 0) return undefined;
  const why = `${owner} is implemented by the caller and cannot take a stream, which the provider would implement`;
  return { type: owner, why, instead: 'a call for each item' };
};
