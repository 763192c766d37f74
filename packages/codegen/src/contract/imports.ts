import { type Complaint, nearest } from '@mortise/json';
import type { ImportDeclaration, ImportSpecifier, SourceFile } from 'ts-morph';
import { isIdentifier } from '../literal.ts';
import { languageNames } from './declarations.ts';
import type { Faults } from './faults.ts';
import { integerKinds } from './integer-kinds.ts';
import type { ContractModel } from './model.ts';
import type { Reached } from './reached.ts';
import type { Named, Scope } from './scope.ts';
import { SharedTypes, sharedOf } from './shared-types.ts';

/** The contracts that a module exports, or why they cannot be had. */
export type Resolved = { readonly models: readonly ContractModel[] } | { readonly complaint: Complaint };

/**
 * Finds what a contract imports from.
 *
 * @param specifier as the contract writes it: `./other.contract.ts`, `@era/runtime`
 */
export type Resolve = (specifier: string) => Resolved;

/** What imports are read with. */
export interface ImportContext {
  readonly faults: Faults;
  readonly scope: Scope;
  readonly reached: Reached;
  readonly resolve: Resolve;
}

interface Imported {
  readonly line: ImportSpecifier;
  readonly as: string;
  readonly shared: { readonly model: ContractModel; readonly specifier: string; readonly name: string };
}

/**
 * Reads the imports of a contract: types of other contracts, and the few that core has for contracts.
 *
 * @returns the types that were taken in, for telling where they are from
 */
export const readImports = (context: ImportContext, source: SourceFile): SharedTypes => {
  const { scope, reached, faults } = context;
  const found = source.getImportDeclarations().flatMap((line) => readImport(context, line));
  const own = [...source.getInterfaces(), ...source.getTypeAliases()].map((one) => one.getName());
  const shared = new SharedTypes(reached, [...own, ...scope.names, ...found.map(({ as }) => as)]);
  // Names first: what is imported keeps its name, what only comes with it gives way.
  const names = found.map((one) => shared.name(one.shared, one.as));
  for (const [index, { line, as, shared: one }] of found.entries()) {
    shared.take(one);
    const isStub = !('type' in (sharedOf(one.model, one.name) ?? {}));
    if (own.includes(as))
      faults.add(line, { found: `a second declaration of '${as}'`, expected: 'one of each name' });
    scope.add(as, { kind: 'shared', name: names[index] as string, isStub });
  }
  return shared;
};

const readImport = (context: ImportContext, line: ImportDeclaration): Imported[] => {
  const { faults, scope } = context;
  const specifier = line.getModuleSpecifierValue();
  const whole = line.getDefaultImport() ?? line.getNamespaceImport();
  const names = line.getNamedImports();
  if (whole || names.length === 0) {
    const hint = `write import type { Name } from '${specifier}'`;
    faults.add(line, {
      found: `an import of ${whole ? `'${whole.getText()}'` : 'nothing by name'}`,
      expected: 'types by their names',
      hint,
    });
    if (whole) scope.add(whole.getText(), { kind: 'refused' });
    return [];
  }
  const isTypes = line.isTypeOnly() || names.every((name) => name.isTypeOnly());
  if (!isTypes)
    faults.add(line, { found: 'an import of values', expected: 'types', hint: 'write import type { … }' });
  const resolved = specifier === '@mortise/core' ? undefined : resolve(context, specifier);
  if (resolved && 'complaint' in resolved) faults.add(line, resolved.complaint);
  return names.flatMap((name): Imported[] => {
    const as = name.getAliasNode()?.getText() ?? name.getName();
    const refuse = (complaint: Complaint) => {
      faults.add(name, complaint);
      scope.add(as, { kind: 'refused' });
      return [];
    };
    if (languageNames.has(as) || !isIdentifier(as)) {
      const found = `an import called '${as}'`;
      return refuse({ found, expected: 'a name of its own', hint: `write ${name.getName()} as Own${as}` });
    }
    if (!resolved) {
      const named = coreNamed(name.getName());
      if (!named) return refuse(notOfCore(name.getName()));
      scope.add(as, named);
      return [];
    }
    if ('complaint' in resolved) {
      scope.add(as, { kind: 'refused' });
      return [];
    }
    const one = pick(resolved.models, name.getName(), specifier);
    if ('found' in one) return refuse(one);
    return [{ line: name, as, shared: { model: one, specifier, name: name.getName() } }];
  });
};

const coreNamed = (name: string): Named | undefined => {
  if (name === 'Owned') return { kind: 'owned' };
  const of = integerKinds.find((kind) => kind === name);
  return of && { kind: 'integer', of };
};

const notOfCore = (name: string): Complaint => ({
  found: `'${name}' of @mortise/core`,
  expected: `Owned, ${integerKinds.slice(0, -1).join(', ')} or ${integerKinds.at(-1)}`,
  hint: 'nothing else of it can cross a boundary',
});

const resolve = ({ resolve }: ImportContext, specifier: string): Resolved => {
  const found = `an import from '${specifier}'`;
  const expected = 'types of another contract';
  if (!/^\.{1,2}\//.test(specifier) || specifier.endsWith('.contract.ts')) return resolve(specifier);
  const better = specifier.replace(/\.(?:gen|wire\.gen|contract)(?:\.[jt]s)?$/, '.contract.ts');
  const hint =
    better === specifier
      ? 'put the types into the file of a contract whose methods use them, and import that'
      : `import from '${better}'`;
  return { complaint: { found, expected, hint } };
};

/** The contract of a module that has a type of that name. */
const pick = (
  models: readonly ContractModel[],
  name: string,
  specifier: string,
): ContractModel | Complaint => {
  const having = models.filter((model) => sharedOf(model, name));
  const [own, second] = having.filter((model) => !sharedOf(model, name)?.from);
  if (second) {
    const ids = `${own?.id} and ${second.id}`;
    const hint = 'give one of them another name, or import from its file';
    return { found: `'${name}', which ${ids} have`, expected: 'a name that one contract has', hint };
  }
  if (own) return own;
  const from = having.map((model) => sharedOf(model, name)?.from)[0];
  if (from) {
    const expected = 'a type of the contract itself';
    return { found: `'${name}', which is one of ${from.contract}`, expected, hint: `import it from there` };
  }
  const names = models.flatMap((model) => [
    model.name,
    ...Object.keys(model.types),
    ...Object.keys(model.interfaces),
  ]);
  const meant = nearest(name, names);
  const ids = models.map(({ id }) => id).join(', ');
  return {
    found: `'${name}', which is not in ${ids || `'${specifier}'`}`,
    expected: 'a type that its methods use',
    hint: meant ? `did you mean ${meant}?` : `it has: ${[...new Set(names)].sort().join(', ')}`,
  };
};
