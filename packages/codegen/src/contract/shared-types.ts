import type { ContractId } from '@mortise/core';
import { compareVersions } from 'compare-versions';
import type { ContractModel, InterfaceModel, NamedTypeModel, Origin } from './model.ts';
import type { Reached } from './reached.ts';
import { rebase } from './rebase.ts';
import { renameIn, renameInMethod } from './walk.ts';

/** A type or an interface of another contract. */
interface Shared {
  readonly model: ContractModel;
  /** How the contract names the module that it comes from. */
  readonly specifier: string;
  /** Its name there. */
  readonly name: string;
}

/** What a contract has under a name; a contract's own interface may be a type as well. */
export const sharedOf = (model: ContractModel, name: string): NamedTypeModel | InterfaceModel | undefined => {
  if (Object.hasOwn(model.types, name)) return model.types[name];
  if (Object.hasOwn(model.interfaces, name)) return model.interfaces[name];
  if (name !== model.name) return undefined;
  return { ...(model.doc ? { doc: model.doc } : {}), methods: model.methods };
};

/**
 * Takes types of other contracts into a model, with all that they are made of. A type has one identity,
 * however many ways lead to it; of two versions of it the newer one holds.
 */
export class SharedTypes {
  readonly #reached: Reached;
  readonly #taken: Set<string>;
  readonly #names = new Map<string, { readonly name: string; version?: string }>();
  /** The contracts that were met, for telling a circle. */
  readonly contracts = new Set<ContractId>();

  /**
   * @param reached gets the types
   * @param taken the names that the contract's file has itself
   */
  constructor(reached: Reached, taken: Iterable<string>) {
    this.#reached = reached;
    this.#taken = new Set(taken);
  }

  /**
   * Gives a type the name under which it is imported.
   *
   * @returns that name, or the one that it has already
   */
  name(shared: Shared, as: string): string {
    const key = keyOf(originOf(shared));
    const known = this.#names.get(key);
    if (!known) this.#names.set(key, { name: as });
    return known?.name ?? as;
  }

  /** Takes a type in, under its name or one that is free. */
  take(shared: Shared): string {
    const origin = originOf(shared);
    const known = this.#names.get(keyOf(origin)) ?? { name: this.#free(shared.name) };
    const { name, version } = known;
    if (version !== undefined && compareVersions(version, origin.version) >= 0) return name;
    this.#names.set(keyOf(origin), { name, version: origin.version });
    this.contracts.add(origin.contract);
    const inner = (other: string) => this.take({ ...shared, name: other });
    const found = sharedOf(shared.model, shared.name) as NamedTypeModel | InterfaceModel;
    const { doc } = found;
    const start = doc === undefined ? {} : { doc };
    if ('type' in found) {
      this.#reached.sharedTypes.set(name, { ...start, type: renameIn(found.type, inner), from: origin });
    } else {
      const { methods, disposable } = found;
      this.#reached.sharedInterfaces.set(name, {
        ...start,
        methods: methods.map((method) => renameInMethod(method, inner)),
        ...(disposable ? { disposable } : {}),
        from: origin,
      });
    }
    return name;
  }

  #free(name: string): string {
    let free = name;
    for (let count = 2; this.#taken.has(free); count += 1) free = `${name}${count}`;
    this.#taken.add(free);
    return free;
  }
}

const originOf = ({ model, specifier, name }: Shared): Origin => {
  const from = sharedOf(model, name)?.from;
  return from
    ? { ...from, specifier: rebase(from.specifier, specifier) }
    : { contract: model.id, version: model.version, name, specifier };
};

const keyOf = ({ contract, name }: Origin): string => `${contract}#${name}`;
