import type { ContractModel, MethodModel } from '../contract/model.ts';
import { groupsOf } from './groups.ts';
import { lostNames } from './lost-names.ts';
import { kebab, Names } from './names.ts';
import { problemFinder } from './wit-support.ts';

/** What stands where in the WIT text of a contract; another contract's text refers to it. */
export interface Layout {
  /** The interface with the contract's functions. */
  readonly contract: string;
  /** The world of a component that provides the contract. */
  readonly world: string;
  /** Its own named types, in the interface `types`. */
  readonly types: ReadonlyMap<string, string>;
  /** What every contract has in the interface `types`. */
  readonly helpers: Readonly<Record<Helper, string>>;
  /** Its own interfaces with methods: the interface of WIT that has the resource, and the resource. */
  readonly resources: ReadonlyMap<string, readonly [home: string, name: string]>;
  /** The interface for the streams that the functions of an interface take. */
  readonly passed: ReadonlyMap<string, string>;
}

/** Types that no contract writes. */
export type Helper = 'bigint' | 'date' | 'error' | 'nothing';

/**
 * Gives everything in a contract's text its name.
 *
 * @param model the contract
 * @param isOwn whether a type or an interface is declared in the text; for one that is not, another text is used
 */
export const layoutOf = (
  model: ContractModel,
  isOwn: (kind: 'types' | 'interfaces', name: string) => boolean,
): Layout => {
  const homes = new Names('types');
  const contract = homes.claim(kebab(model.name));
  const problem = problemFinder(model);
  const isWritten = (method: MethodModel, owner?: string) => problem(method, owner) === undefined;
  const lost = lostNames(model, isWritten);
  const own = Object.keys(model.interfaces)
    .filter((name) => isOwn('interfaces', name) && !lost.has(name))
    .sort();
  const groups = groupsOf(model, isWritten);
  const resources = new Map<string, readonly [string, string]>();
  for (const name of own) {
    if (resources.has(name)) continue;
    const home = homes.claim(kebab(name));
    const names = new Names();
    const members = groups.get(name) ?? [name];
    for (const member of members.filter((one) => own.includes(one)))
      resources.set(member, [home, names.claim(kebab(member))]);
  }
  const callers = [contract, ...new Set([...resources.values()].map(([home]) => home))];
  const passed = new Map(callers.map((home) => [home, homes.claim(`${home}-passed`)]));
  const names = new Names();
  const error = names.claim('error');
  const named = Object.keys(model.types).filter((name) => isOwn('types', name) && !lost.has(name));
  const types = new Map(named.sort().map((name) => [name, names.claim(kebab(name))]));
  const helpers = {
    error,
    bigint: names.claim('bigint'),
    date: names.claim('date'),
    nothing: names.claim('nothing'),
  };
  return { contract, world: homes.claim('provider'), types, helpers, resources, passed };
};
