import { type Node, Project, type SourceFile } from 'ts-morph';

/**
 * The lines of a contract's source on which members stand that a comparison names. Of a member that is
 * gone it is the line of what it was in; what another file declares has none.
 *
 * @param text the source of a `*.contract.ts`
 * @param members as a `Change` names them
 */
export const memberLines = (text: string, members: readonly string[]): (number | undefined)[] => {
  const project = new Project({ useInMemoryFileSystem: true, skipLoadingLibFiles: true });
  const source = project.createSourceFile('/contract.ts', text);
  return members.map((member) => nearest(source, namesIn(member))?.getStartLineNumber());
};

/** The names on the way to a member: `Runtime.start(app).env` goes by Runtime, start, app, env. */
const namesIn = (member: string): string[] =>
  [...member.matchAll(/[\p{ID_Start}$_][\p{ID_Continue}$]*/gu)].map(([name]) => name);

const nearest = (source: SourceFile, [declaration = '', ...rest]: string[]): Node | undefined => {
  let found: Node | undefined = source.getInterface(declaration) ?? source.getTypeAlias(declaration);
  for (const name of rest) {
    const inner: Node | undefined = found?.getDescendants().find((node) => isMember(node, name));
    if (!inner) break;
    found = inner;
  }
  return found;
};

const isMember = (node: Node, name: string): boolean =>
  /^(MethodSignature|PropertySignature|Parameter)$/.test(node.getKindName()) &&
  (node as Node & { getName(): string }).getName() === name;
