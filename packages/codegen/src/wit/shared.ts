import type { ContractModel, Origin } from '../contract/model.ts';
import { type Layout, layoutOf } from './layout.ts';
import { kebab, witName } from './names.ts';
import { witPackage } from './wit-package.ts';

/** An interface of WIT and what stands in it. */
export type Place = readonly [path: string, name: string];

/**
 * Finds in the texts of other contracts what a contract shares with them. Without the model of such a
 * contract, its text is taken to have the names that it has as a rule.
 */
export class SharedTypes {
  readonly #model: ContractModel;
  readonly #others: readonly ContractModel[];
  readonly #layouts = new Map<ContractModel, Layout>();

  /**
   * @param model the contract
   * @param others the contracts that it may share types with
   */
  constructor(model: ContractModel, others: readonly ContractModel[]) {
    this.#model = model;
    this.#others = others;
  }

  /** Where a named type is declared; nothing for one that belongs into this contract's text. */
  typeAt(name: string): Place | undefined {
    const from = this.#model.types[name]?.from;
    const found = from && this.#find(from, ({ types }) => types.get(from.name));
    if (!from || found === null) return undefined;
    const usual = kebab(from.name);
    return place(from, 'types', found ?? (usual === 'error' ? 'error2' : usual));
  }

  /** Where a resource is declared; nothing for one that belongs into this contract's text. */
  resourceAt(name: string): Place | undefined {
    const from = this.#model.interfaces[name]?.from;
    const found = from && this.#find(from, ({ resources }) => resources.get(from.name));
    if (!from || found === null) return undefined;
    const [home, resource] = found ?? [kebab(from.name), kebab(from.name)];
    return place(from, home, resource);
  }

  /** What the layout of another contract has; `null` where it lacks it, nothing where it is not known. */
  #find<T>({ contract, version }: Origin, get: (layout: Layout) => T | undefined): T | null | undefined {
    const other = this.#others.find((one) => one.id === contract && one.version === version);
    if (!other) return undefined;
    const layout =
      this.#layouts.get(other) ?? layoutOf(other, (kind, name) => other[kind][name]?.from === undefined);
    this.#layouts.set(other, layout);
    return get(layout) ?? null;
  }
}

const place = ({ contract, version }: Origin, home: string, name: string): Place => {
  const of = witPackage({ id: contract, version });
  return [`${of.name}/${witName(home)}${of.version}`, name];
};
