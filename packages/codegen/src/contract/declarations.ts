import type { Node, SourceFile, TypeNode } from 'ts-morph';
import type { Faults } from './faults.ts';

type TsMorph = typeof import('ts-morph');

/** Names that the reader takes for the language's own, whatever a file says of them. */
const known = new Set([
  'AbortSignal',
  'Array',
  'AsyncIterable',
  'Promise',
  'Readonly',
  'ReadonlyArray',
  'Record',
  'Uint8Array',
]);

/**
 * Complains about declarations that TypeScript would read otherwise than the contract reader does:
 * merged ones, those that hide a name of the language, and those that go in a circle.
 *
 * @returns whether the declarations can be read at all
 */
export const checkDeclarations = (tsMorph: TsMorph, source: SourceFile, faults: Faults): boolean => {
  const values = [...source.getInterfaces(), ...source.getTypeAliases(), ...source.getEnums()];
  const others = [...source.getClasses(), ...source.getModules()];
  const seen = new Set<string>();
  for (const node of [...values, ...others].sort((a, b) => a.getPos() - b.getPos())) {
    const name = node.getName() ?? '';
    if (seen.has(name)) {
      const hint = 'put all members into one declaration';
      faults.add(node, { found: `a second declaration of '${name}'`, expected: 'one of each name', hint });
    }
    if (known.has(name)) {
      const found = `a declaration of '${name}', which the language has`;
      faults.add(node, { found, expected: 'a name of its own', hint: `call it Own${name}` });
    }
    seen.add(name);
  }
  return seen.size === values.length + others.length && !hasCircle(tsMorph, source, faults);
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
