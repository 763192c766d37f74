import { type ContractRef, isMortiseError, parseContractRef, versionPattern } from '@mortise/core';
import { invalidDocument } from '@mortise/json';
import type { InterfaceDeclaration, SourceFile, TypeElementTypes } from 'ts-morph';
import { checkDeclarations } from './declarations.ts';
import { Faults } from './faults.ts';
import type { ContractModel } from './model.ts';
import { readMethod } from './read-method.ts';
import { baseOf, docOf, short, TypeReader } from './read-type.ts';

type TsMorph = typeof import('ts-morph');

/**
 * Reads a contract's model with a compiler that the caller brings, as `readContract` does.
 *
 * @throws MortiseError `invalid_document`
 */
export const readModel = (tsMorph: TsMorph, text: string, file: string): ContractModel => {
  const project = new tsMorph.Project({ useInMemoryFileSystem: true, skipLoadingLibFiles: true });
  const source = project.createSourceFile('/contract.ts', text);
  const faults = new Faults(file);
  checkSyntax(source, faults);
  const model = faults.list.length === 0 ? modelOf(tsMorph, source, faults) : undefined;
  if (!model || faults.list.length > 0) throw invalidDocument('contract', file, faults.list);
  return model;
};

const checkSyntax = (source: SourceFile, faults: Faults): void => {
  // Only the parser's own findings; asking the program for diagnostics would start the type checker.
  const { parseDiagnostics = [] } = source.compilerNode as unknown as {
    parseDiagnostics?: { start: number; messageText: string }[];
  };
  for (const { start, messageText } of parseDiagnostics.slice(0, 10)) {
    const node = source.getDescendantAtPos(start) ?? source;
    // The parser says what it missed: "Expression expected."
    const [, missed] = /^(.+) expected\.$/.exec(String(messageText)) ?? [];
    const found = node.getText() === '' || node === source ? 'the end' : `'${short(node.getText())}'`;
    const said = missed === undefined ? `TypeScript (${messageText})` : article(missed);
    faults.add(node, { found, expected: said }, start);
  }
};

/** The parser's word for a thing, as one would say it. */
const article = (thing: string): string => {
  if (/^'/.test(thing)) return thing;
  const word = thing.charAt(0).toLowerCase() + thing.slice(1);
  return /^[aeiou]/.test(word) ? `an ${word}` : `a ${word}`;
};

const modelOf = (tsMorph: TsMorph, source: SourceFile, faults: Faults): ContractModel | undefined => {
  for (const line of source.getImportDeclarations()) {
    faults.add(line, { found: 'an import', expected: 'all types of a contract in its own file' });
  }
  const tagged = source.getInterfaces().filter((one) => contractTag(one) !== undefined);
  const [main, second] = tagged;
  if (!main) {
    const expected = 'one interface with a tag such as @contract era:runtime@1.0.0';
    faults.add(source, { found: 'no interface with a @contract tag', expected });
    return undefined;
  }
  if (second)
    faults.add(second, {
      found: 'a second @contract',
      expected: 'one contract a file',
      hint: 'move it to a file of its own',
    });
  if (!main.isExported())
    faults.add(main, {
      found: 'an interface that is not exported',
      expected: `export interface ${main.getName()}`,
    });
  if (main.getTypeParameters().length > 0)
    faults.add(main, { found: 'a generic interface', expected: 'one without parameters' });
  if (main.isDefaultExport())
    faults.add(main, {
      found: 'a default export',
      expected: `export interface ${main.getName()}`,
      hint: 'the token is exported by the same name',
    });
  if (!/^[A-Z][A-Za-z0-9]*$/.test(main.getName()))
    faults.add(main, {
      found: `the interface '${main.getName()}'`,
      expected: 'a name such as Runtime: a capital letter, then letters and digits',
    });
  const ref = readRef(main, faults);
  if (!checkDeclarations(tsMorph, source, faults)) return undefined;
  const types = new TypeReader(tsMorph, source, faults);
  const methods = membersOf(main, source, faults).flatMap(
    (member) => readMethod(tsMorph, member, types, faults) ?? [],
  );
  for (const [index, { name }] of methods.entries()) {
    const twice = methods.findIndex((other) => other.name === name) !== index;
    if (twice) faults.add(main, { found: `the method '${name}' twice`, expected: 'each method once' });
  }
  if (methods.length === 0) faults.add(main, { found: 'no methods', expected: 'at least one' });
  if (!ref) return undefined;
  const doc = docOf(main);
  return {
    model: 1,
    id: ref.id,
    version: ref.version,
    name: main.getName(),
    ...(doc ? { doc } : {}),
    methods,
    types: Object.fromEntries(
      [...types.types].sort(([a], [b]) => (a < b ? -1 : 1)).map(([name, type]) => [name, { type }]),
    ),
    interfaces: {},
  };
};

/** The members of an interface behind those that it inherits; its own one replaces one of the same name. */
const membersOf = (node: InterfaceDeclaration, source: SourceFile, faults: Faults): TypeElementTypes[] => {
  const inherited = node
    .getExtends()
    .flatMap((base) => baseOf(base, source, faults) ?? [])
    .flatMap((parent) => membersOf(parent, source, faults));
  const own = node.getMembers();
  const names = new Set(own.map(nameOf));
  return [...new Set([...inherited.filter((one) => !names.has(nameOf(one))), ...own])];
};

const nameOf = (member: TypeElementTypes): string =>
  'getName' in member ? (member as { getName(): string }).getName() : member.getText();

const contractTag = (node: InterfaceDeclaration): string | undefined =>
  node
    .getJsDocs()
    .flatMap((doc) => doc.getTags())
    .find((tag) => tag.getTagName() === 'contract')
    ?.getText()
    .replace(/^@contract\s*/, '')
    .split(/[\s*]/)[0];

const readRef = (main: InterfaceDeclaration, faults: Faults): ContractRef | undefined => {
  const written = contractTag(main) ?? '';
  try {
    const ref = parseContractRef(written);
    if (new RegExp(versionPattern).test(ref.version)) return ref;
  } catch (error) {
    if (!isMortiseError(error)) throw error;
  }
  const expected = 'namespace:name@version in lower case, such as era:runtime@1.0.0';
  faults.add(main, { found: `@contract ${written || '(nothing)'}`, expected });
  return undefined;
};
