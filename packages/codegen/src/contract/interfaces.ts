import type { InterfaceDeclaration, TypeElementTypes } from 'ts-morph';
import { type Find, once } from './once.ts';
import type { Reading } from './read-type.ts';
import { short } from './short.ts';

/** How the language ends an object, by the interface that says so. */
const endings = { AsyncDisposable: 'async', Disposable: 'sync' } as const;

/** What an interface inherits. */
export interface Inherited {
  /** The interfaces of the same file that it extends. */
  readonly own: readonly InterfaceDeclaration[];
  /** The names in the model of those of other contracts. */
  readonly shared: readonly { readonly name: string; readonly isStub: boolean }[];
  readonly disposable?: 'async' | 'sync';
}

/** What stands behind `extends`. */
export const inheritedBy = ({ scope }: Reading, node: InterfaceDeclaration): Inherited => {
  const own: InterfaceDeclaration[] = [];
  const shared: { name: string; isStub: boolean }[] = [];
  const ends = new Set<'async' | 'sync'>();
  for (const base of node.getExtends()) {
    if (base.getTypeArguments().length > 0) continue;
    const name = base.getExpression().getText();
    const named = scope.get(name);
    if (Object.hasOwn(endings, name)) ends.add(endings[name as keyof typeof endings]);
    else if (named?.kind === 'interface' && named.node.getTypeParameters().length === 0) own.push(named.node);
    else if (named?.kind === 'shared') shared.push(named);
  }
  const disposable = ends.has('async') ? 'async' : [...ends][0];
  return { own, shared, ...(disposable ? { disposable } : {}) };
};

/** Complains about what an interface cannot extend. */
export const checkExtends = ({ scope, faults }: Reading, node: InterfaceDeclaration): void => {
  for (const base of node.getExtends()) {
    const name = base.getExpression().getText();
    const named = scope.get(name);
    const isGeneric = base.getTypeArguments().length > 0;
    if (!isGeneric && (Object.hasOwn(endings, name) || named?.kind === 'shared' || named?.kind === 'refused'))
      continue;
    if (!isGeneric && named?.kind === 'interface' && named.node.getTypeParameters().length === 0) continue;
    faults.add(base, {
      found: `'extends ${short(base.getText())}'`,
      expected: 'an interface of this file or of another contract, without parameters',
      hint: isGeneric
        ? 'write its members out'
        : `${named ? 'write' : 'declare'} interface ${short(name)} { … } in this file`,
    });
  }
};

/** Whether an interface has methods or an end, so that it crosses as a stub. */
export const isStub: Find<boolean> = once((reading, node) => {
  if (node.getMethods().length > 0) return true;
  const { own, shared, disposable } = inheritedBy(reading, node);
  return (
    disposable !== undefined || shared.some((one) => one.isStub) || own.some((one) => isStub(reading, one))
  );
});

/** How the language ends an object of an interface, which may be said of one that it extends. */
export const disposableOf: Find<'async' | 'sync' | undefined> = once((reading, node) => {
  const { own, shared, disposable } = inheritedBy(reading, node);
  const all = [
    disposable,
    ...own.map((one) => disposableOf(reading, one)),
    ...shared.map(({ name }) => reading.reached.sharedInterfaces.get(name)?.disposable),
  ];
  return all.includes('async') ? 'async' : all.find((one) => one !== undefined);
});

/** The members of an interface behind those that it inherits; its own one replaces one of the same name. */
export const membersOf: Find<readonly TypeElementTypes[]> = once((reading, node) => {
  const inherited = inheritedBy(reading, node).own.flatMap((parent) => membersOf(reading, parent));
  const own = node.getMembers();
  const names = new Set(own.map(nameOf));
  return [...new Set([...inherited.filter((one) => !names.has(nameOf(one))), ...own])];
});

/** An interface and all of its file that it extends, over any number of steps. */
export const withBases: Find<readonly InterfaceDeclaration[]> = once((reading, node) => {
  const bases = inheritedBy(reading, node).own.flatMap((base) => withBases(reading, base));
  return [...new Set([node, ...bases])];
});

/** All interfaces of other contracts that an interface extends, over any number of steps. */
export const sharedBasesOf: Find<readonly string[]> = once((reading, node) => {
  const { own, shared } = inheritedBy(reading, node);
  const inherited = own.flatMap((one) => sharedBasesOf(reading, one));
  return [...new Set([...inherited, ...shared.map(({ name }) => name)])];
});

const nameOf = (member: TypeElementTypes): string =>
  'getName' in member ? (member as { getName(): string }).getName() : member.getText();
