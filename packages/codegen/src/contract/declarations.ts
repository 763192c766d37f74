import type { EnumDeclaration, ExportDeclaration, Node, SourceFile, TypeNode } from 'ts-morph';
import { isIdentifier } from '../literal.ts';
import type { Faults } from './faults.ts';
import { short } from './short.ts';

type TsMorph = typeof import('ts-morph');

/** Names that the reader takes for the language's own, whatever a file says of them. */
export const languageNames: ReadonlySet<string> = new Set([
  ...Object.getOwnPropertyNames(Object.prototype),
  'AbortSignal',
  'Array',
  'AsyncDisposable',
  'AsyncIterable',
  'Date',
  'Disposable',
  'Promise',
  'Readonly',
  'ReadonlyArray',
  'Record',
  'Uint8Array',
]);

/**
 * Complains about declarations that TypeScript would read otherwise than the contract reader does:
 * merged ones, those that hide a name of the language, those that go in a circle, and code.
 *
 * @returns whether the declarations can be read at all
 */
export const checkDeclarations = (tsMorph: TsMorph, source: SourceFile, faults: Faults): boolean => {
  checkStatements(tsMorph, source, faults);
  const values = [...source.getInterfaces(), ...source.getTypeAliases(), ...source.getEnums()];
  const others = [...source.getClasses(), ...source.getModules()];
  const seen = new Set<string>();
  for (const node of [...values, ...others].sort((a, b) => a.getPos() - b.getPos())) {
    const name = node.getName() ?? '';
    if (seen.has(name)) {
      const hint = 'put all members into one declaration';
      faults.add(node, { found: `a second declaration of '${name}'`, expected: 'one of each name', hint });
    }
    if (languageNames.has(name)) {
      const found = `a declaration of '${name}', which the language has`;
      const hint = `call it ${name === '__proto__' ? 'Proto' : `Own${name}`}`;
      faults.add(node, { found, expected: 'a name of its own', hint });
    } else if (!isIdentifier(name)) {
      const hint = 'rename it';
      faults.add(node, { found: `a declaration of '${name}'`, expected: 'a name in ASCII', hint });
    }
    seen.add(name);
  }
  return seen.size === values.length + others.length && !hasCircle(tsMorph, source, faults);
};

/** A contract is types only; code beside them would be read by nobody, or change what types mean. */
const checkStatements = ({ Node }: TsMorph, source: SourceFile, faults: Faults): void => {
  for (const statement of source.getStatements()) {
    const isType = Node.isInterfaceDeclaration(statement) || Node.isTypeAliasDeclaration(statement);
    if (isType || Node.isImportDeclaration(statement)) continue;
    if (Node.isExportDeclaration(statement) && isTypesOnly(statement)) continue;
    const kind = Object.entries(statementKinds).find(([name]) => statement.getKindName().startsWith(name));
    const [what = 'code', usual = elsewhere] = kind?.[1] ?? [];
    const hint = Node.isEnumDeclaration(statement) ? (unionOf(statement) ?? usual) : usual;
    const own = 'getName' in statement ? (statement as { getName(): string | undefined }).getName() : '';
    const name = own ? ` '${own}'` : '';
    const article = /^[aeiou]/.test(what) ? 'an' : 'a';
    const found = name ? `the ${what}${name}` : what === 'code' ? 'code' : `${article} ${what}`;
    faults.add(statement, { found, expected: 'interfaces and types only', hint });
  }
};

const elsewhere = 'move it into a file that is no contract';

/** An enum as a union; none where its values are computed. */
const unionOf = (node: EnumDeclaration): string | undefined => {
  let next: number | undefined = 0;
  const values = node.getMembers().map((member) => {
    const written = member.getInitializer()?.getText();
    if (written !== undefined && !/^-?[0-9]+$|^'[^'\\]*'$|^"[^"\\]*"$/.test(written)) return undefined;
    const value: string | undefined = written ?? next?.toString();
    next = value === undefined || !/^-?[0-9]/.test(value) ? undefined : Number(value) + 1;
    return value;
  });
  if (values.length === 0 || values.includes(undefined)) return undefined;
  return `write a union of its values: type ${node.getName()} = ${short(values.join(' | '))}`;
};

const isTypesOnly = (line: ExportDeclaration): boolean =>
  line.isTypeOnly() || (line.hasNamedExports() && line.getNamedExports().every((one) => one.isTypeOnly()));

/** What statements are called, and what to write instead. */
const statementKinds: Readonly<Record<string, readonly [string, string]>> = {
  ClassDeclaration: ['class', 'write an interface; the class belongs into the code that implements it'],
  EnumDeclaration: ['enum', "write a union of literals: type Name = 'a' | 'b'"],
  ExportDeclaration: ['export of values', 'write export type { … }'],
  FunctionDeclaration: ['function', elsewhere],
  ImportEqualsDeclaration: ['import with =', "write import type { Name } from '…'"],
  ModuleDeclaration: ['namespace', 'write its types at the top of the file'],
};

const hasCircle = ({ Node }: TsMorph, source: SourceFile, faults: Faults): boolean => {
  const edges = new Map<string, readonly string[]>();
  for (const one of source.getInterfaces())
    edges.set(
      one.getName(),
      one.getExtends().map((base) => base.getExpression().getText()),
    );
  for (const one of source.getTypeAliases()) edges.set(one.getName(), bareNames(Node, one.getTypeNode()));
  const nodes: readonly (Node & { getName(): string })[] = [
    ...source.getInterfaces(),
    ...source.getTypeAliases(),
  ];
  const circular = nodes.filter((node) => reaches(edges, node.getName()));
  for (const node of circular) {
    const name = node.getName();
    const isInterface = Node.isInterfaceDeclaration(node);
    faults.add(node, {
      found: isInterface ? `'${name}', which extends itself` : `'${name}', which is only itself again`,
      expected: isInterface ? 'interfaces without a circle' : 'a list or an object around the inner one',
      hint: isInterface ? 'take one of the extends out' : `write ${name}[] or { [key: string]: ${name} }`,
    });
  }
  return circular.length > 0;
};

const reaches = (edges: ReadonlyMap<string, readonly string[]>, name: string): boolean => {
  const visited = new Set<string>();
  const open = [...(edges.get(name) ?? [])];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (next === name) return true;
    if (!visited.has(next)) open.push(...(edges.get(next) ?? []));
    visited.add(next);
  }
  return false;
};

/** The names that a type is made of before TypeScript defers it, as it does inside objects and lists. */
const bareNames = (is: TsMorph['Node'], node: TypeNode | undefined): string[] => {
  if (is.isParenthesizedTypeNode(node)) return bareNames(is, node.getTypeNode());
  if (is.isUnionTypeNode(node)) return node.getTypeNodes().flatMap((one) => bareNames(is, one));
  if (!is.isTypeReference(node)) return [];
  const name = node.getTypeName().getText();
  if (name === 'Array' || name === 'ReadonlyArray') return [];
  return [name, ...node.getTypeArguments().flatMap((one) => bareNames(is, one))];
};
