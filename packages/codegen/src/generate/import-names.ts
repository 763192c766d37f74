import type { KnownContract } from '../workspace/contracts.ts';
import { wireName } from '../workspace/wire-exports.ts';

/** Something that a package exports. */
export interface Exported {
  readonly name: string;
  readonly specifier: string;
}

/** The interface of a contract, which goes by the name of its token. */
export const interfaceOf = ({ model, specifier }: KnownContract): Exported => ({
  name: model.name,
  specifier,
});

/** The wire module of a contract. */
export const wireOf = (contract: KnownContract): Exported => ({
  name: wireName(contract),
  specifier: `${contract.specifier}/wire`,
});

/** Gives each thing that a generated file imports a name of its own, also where two packages use one name. */
export class ImportNames {
  readonly #names = new Map<string, Exported & { readonly to: string }>();
  readonly #taken: Set<string>;

  /** @param taken names that the generated file has itself */
  constructor(taken: readonly string[]) {
    this.#taken = new Set(taken);
  }

  /** The name that the file has for it. */
  of({ name, specifier }: Exported): string {
    const key = `${specifier} ${name}`;
    const known = this.#names.get(key);
    if (known) return known.to;
    let to = name;
    for (let count = 2; this.#taken.has(to); count += 1) to = `${name}${count}`;
    this.#taken.add(to);
    this.#names.set(key, { name, specifier, to });
    return to;
  }

  /** What the file imports, sorted. */
  imports(): object[] {
    const bySpecifier = new Map<string, { from: string; to: string; renamed: boolean }[]>();
    for (const { name, specifier, to } of this.#names.values()) {
      const names = bySpecifier.get(specifier) ?? [];
      bySpecifier.set(specifier, [...names, { from: name, to, renamed: to !== name }]);
    }
    return [...bySpecifier]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([specifier, names]) => ({ specifier, names: names.sort((a, b) => (a.from < b.from ? -1 : 1)) }));
  }
}
