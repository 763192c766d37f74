import type { Complaint, Fault } from '@mortise/json';
import type { Node } from 'ts-morph';

/** Collects what is wrong with a contract, each with its place in the source. */
export class Faults {
  readonly #list: Fault[] = [];
  readonly #file: string;

  constructor(file: string) {
    this.#file = file;
  }

  /** All of them, in the order of the source. */
  get list(): readonly Fault[] {
    const place = ({ line = 0, column = 0 }: Fault) => [line, column] as const;
    return this.#list.toSorted((a, b) => place(a)[0] - place(b)[0] || place(a)[1] - place(b)[1]);
  }

  /**
   * @param node where it is
   * @param complaint what is there, what should be, what to write instead
   * @param start the offset in the file, where it is not that of the node
   */
  add(node: Node, complaint: Complaint, start = node.getStart()): void {
    const { line, column } = node.getSourceFile().getLineAndColumnAtPos(start);
    const path = memberOf(node);
    const isKnown = this.#list.some(
      (one) => one.line === line && one.column === column && one.found === complaint.found,
    );
    // A type that two others extend is read twice.
    if (!isKnown)
      this.#list.push({ file: this.#file, line, column, ...(path ? { path } : {}), ...complaint });
  }
}

/** The declaration and the member around a node: `Runtime.start`. */
const memberOf = (node: Node): string => {
  const names = [node, ...node.getAncestors()].flatMap((one) => {
    const kind = one.getKindName();
    const named = /^(InterfaceDeclaration|TypeAliasDeclaration|MethodSignature|PropertySignature)$/.test(
      kind,
    );
    return named ? [(one as unknown as { getName(): string }).getName()] : [];
  });
  return names.reverse().join('.');
};
