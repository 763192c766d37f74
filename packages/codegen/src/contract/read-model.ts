import type { ContractRef } from '@mortise/core';
import { invalidDocument } from '@mortise/json';
import type { InterfaceDeclaration, SourceFile, TypeAliasDeclaration } from 'ts-morph';
import { endlessTypes } from './check-endless.ts';
import { checkSyntax } from './check-syntax.ts';
import { checkDeclarations } from './declarations.ts';
import { Faults } from './faults.ts';
import { checkMain, findMain, readRef } from './find-main.ts';
import { type Resolve, readImports } from './imports.ts';
import { disposableOf, isStub } from './interfaces.ts';
import type { ContractModel, InterfaceModel, NamedTypeModel } from './model.ts';
import { prune } from './prune.ts';
import { Reached } from './reached.ts';
import type { ReadOptions } from './read-contract.ts';
import { readInterfaceFields } from './read-fields.ts';
import { readMethods } from './read-methods.ts';
import { type Reading, readType } from './read-type.ts';
import { checkRedeclared } from './redeclared.ts';
import { Scope } from './scope.ts';
import { Settler } from './settle.ts';
import { docOf, refuseMethodTags } from './tags.ts';
import { inWireOrder } from './wire-order.ts';

type TsMorph = typeof import('ts-morph');

/**
 * Reads a contract's model with a compiler that the caller brings, as `readContract` does.
 *
 * @throws MortiseError `invalid_document`
 */
export const readModel = (
  tsMorph: TsMorph,
  text: string,
  file: string,
  { resolve = alone, baseline }: ReadOptions = {},
): ContractModel => {
  const project = new tsMorph.Project({ useInMemoryFileSystem: true, skipLoadingLibFiles: true });
  // Whichever way a checkout ends its lines, the model has the same comments.
  const source = project.createSourceFile('/contract.ts', text.replace(/\r\n/g, '\n'));
  const faults = new Faults(file);
  checkSyntax(source, faults);
  const model = faults.list.length === 0 ? modelOf(tsMorph, source, faults, resolve) : undefined;
  if (!model || faults.list.length > 0) throw invalidDocument('contract', file, faults.list);
  return inWireOrder(model, baseline);
};

const alone: Resolve = (specifier) => ({
  complaint: {
    found: `an import from '${specifier}'`,
    expected: 'types of this file, because it is read without its workspace',
    hint: 'mortise gen reads it with what it imports',
  },
});

const modelOf = (
  tsMorph: TsMorph,
  source: SourceFile,
  faults: Faults,
  resolve: Resolve,
): ContractModel | undefined => {
  const main = findMain(tsMorph, source, faults);
  if (main) checkMain(main, faults);
  const ref = main && readRef(main, faults);
  if (!checkDeclarations(tsMorph, source, faults) || !main) return undefined;
  const scope = new Scope(source);
  const reached = new Reached();
  const shared = readImports({ faults, scope, reached, resolve }, source);
  if (ref && shared.contracts.has(ref.id)) {
    const found = `types of ${ref.id} itself, by way of another contract`;
    const hint = 'move what both share to a contract of its own';
    faults.add(main, { found, expected: 'imports that go one way', hint });
  }
  const reading: Reading = { ts: tsMorph, faults, scope, reached };
  readAll(reading, main);
  const model = settled(main, reached, faults);
  if (model.methods.length === 0 && main.getMembers().length === 0)
    faults.add(main, { found: 'no methods', expected: 'at least one' });
  checkEndless(source, model, faults);
  return ref && prune({ ...start(ref, main), ...model });
};

const start = ({ id, version }: ContractRef, main: InterfaceDeclaration) => {
  const doc = docOf(main);
  return { model: 1, id, version, name: main.getName(), ...(doc ? { doc } : {}) } as const;
};

/** Reads the interface of a contract and everything in its file that it reaches. */
const readAll = (reading: Reading, main: InterfaceDeclaration): void => {
  const { faults, reached } = reading;
  const { Node } = reading.ts;
  reached.add(main);
  for (let node = reached.next(); node; node = reached.next()) {
    if (node !== main) checkExported(reading, node);
    const what = Node.isInterfaceDeclaration(node) ? 'interface' : 'type';
    refuseMethodTags(node, `${what} '${node.getName()}'`, faults);
    const doc = docOf(node);
    const begin = doc ? { doc } : {};
    if (!Node.isInterfaceDeclaration(node)) {
      reached.types.set(node.getName(), { ...begin, type: readType(reading, node.getTypeNode(), node) });
    } else if (node === main || isStub(reading, node)) {
      const disposable = disposableOf(reading, node);
      if (disposable && node === main) {
        const hint = 'its plugin ends it; put what callers end into an interface that a method returns';
        faults.add(node, { found: 'a contract that is disposable', expected: 'methods only', hint });
      }
      const methods = readMethods(reading, node);
      reached.interfaces.set(node.getName(), { ...begin, methods, ...(disposable ? { disposable } : {}) });
    } else {
      const type = readInterfaceFields(reading, node, (of, holder) => readType(reading, of, holder));
      reached.types.set(node.getName(), { ...begin, type });
    }
  }
};

/** Whoever calls a method has to be able to name what it takes and gives. */
const checkExported = (
  { ts: { Node }, faults }: Reading,
  node: InterfaceDeclaration | TypeAliasDeclaration,
): void => {
  const name = node.getName();
  const lines = node.getSourceFile().getExportDeclarations();
  const isNamed = lines.some(
    (line) => !line.hasModuleSpecifier() && line.getNamedExports().some((one) => one.getName() === name),
  );
  if (node.hasExportKeyword() || isNamed) return;
  const what = Node.isInterfaceDeclaration(node) ? 'interface' : 'type';
  faults.add(node, {
    found: `the ${what} '${name}', which is not exported`,
    expected: 'exported types, because callers name them',
    hint: `write export ${what} ${name}`,
  });
};

/** What was read, with the meaning of its unions. */
const settled = (
  main: InterfaceDeclaration,
  reached: Reached,
  faults: Faults,
): Pick<ContractModel, 'methods' | 'types' | 'interfaces'> => {
  const lookup = (name: string) => reached.type(name);
  const settler = new Settler(lookup, faults, main);
  checkRedeclared(reached.redeclared, lookup, faults);
  const types: Record<string, NamedTypeModel> = Object.fromEntries(reached.sharedTypes);
  for (const [name, { type, ...rest }] of reached.types) types[name] = { ...rest, type: settler.type(type) };
  const interfaces: Record<string, InterfaceModel> = Object.fromEntries(reached.sharedInterfaces);
  for (const [name, { methods, ...rest }] of reached.interfaces) {
    const { doc, ...more } = rest;
    const all = methods.map((method) => settler.method(method));
    interfaces[name] = { ...(doc ? { doc } : {}), methods: all, ...more };
  }
  return { methods: interfaces[main.getName()]?.methods ?? [], types, interfaces };
};

const checkEndless = (source: SourceFile, { types }: Pick<ContractModel, 'types'>, faults: Faults): void => {
  for (const name of endlessTypes(types)) {
    const node = source.getInterface(name) ?? source.getTypeAlias(name);
    if (!node) continue;
    const hint = 'make the field that leads back optional, or a list';
    faults.add(node, {
      found: `'${name}', each of which holds another one`,
      expected: 'values that end',
      hint,
    });
  }
};
