import { camelCase, parseContractRef } from '@mortise/core';
import { codeName } from '../literal.ts';
import type { KnownContract } from '../workspace/contracts.ts';
import { wireName } from '../workspace/wire-exports.ts';
import { bySpecifier, importText } from './import-text.ts';
import { pascalCase } from './names.ts';
import type { PluginPlan } from './plugin-plan.ts';

/** The fakes that `@mortise/services` has. */
const fakes: Record<string, string> = {
  'mortise:clock@1': 'createFakeClock',
  'mortise:log@1': 'createMemoryLog',
  'mortise:storage@1': 'createMemoryStorage',
};

/** What the test of a plugin holds beside the plugin's own values: imports, services, wire modules. */
export const testValues = ({ contract, uses, wireless }: PluginPlan): object => {
  const known = new Map<string, Set<string>>();
  const add = (specifier: string, ...names: string[]) =>
    known.set(specifier, new Set([...(known.get(specifier) ?? []), ...names]));
  add('@mortise/registry', 'createCatalog', 'createRegistry');
  add('@mortise/registry/global', 'catalog');
  add('@mortise/testing', 'startLeakCheck');
  add('vitest', 'afterEach', 'beforeEach', 'describe', 'expect', 'test');
  add(contract.specifier, contract.model.name);
  const services = uses.map(({ model, specifier }) => {
    const fake = specifier === '@mortise/services' ? fakes[model.id] : undefined;
    add(specifier, fake ?? `type ${model.name}`);
    return { name: camelCase(parseContractRef(model.id).name), fake: fake ?? '', type: model.name };
  });
  const isStrict = wireless.length === 0;
  const wires = isStrict ? wireImports([contract, ...uses]) : [];
  if (isStrict) add('@mortise/testing', 'strictPlugin');
  for (const { specifier, name, local } of wires)
    add(`${specifier}/wire`, name === local ? name : `${name} as ${local}`);
  return {
    testImports: [...known]
      .map(([specifier, names]) => importText(specifier, [...names].sort()))
      .sort(bySpecifier),
    services,
    hasServices: services.length > 0,
    isStrict,
    wires: wires.map(({ local }) => codeName(local)).join(', '),
    wireless: wireless.map((one) => ({ specifier: one.specifier, wire: wireName(one) })),
  };
};

/** Each contract once; where two have one name, the later one gets its namespace before it. */
const wireImports = (contracts: readonly KnownContract[]) => {
  const byId = new Map(contracts.map((one) => [one.model.id, one]));
  const taken = new Set<string>();
  return [...byId.values()].map((one) => {
    const name = wireName(one);
    const local = taken.has(name) ? `${pascalCase(parseContractRef(one.model.id).namespace)}${name}` : name;
    taken.add(local);
    return { specifier: one.specifier, name, local };
  });
};
