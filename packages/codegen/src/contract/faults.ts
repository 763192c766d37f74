import type { Complaint, Fault } from '@mortise/json';
import type { Node } from 'ts-morph';

/** Collects what is wrong with a contract, each with its place in the source. */
export class Faults {
  readonly list: Fault[] = [];
  readonly #file: string;

  constructor(file: string) {
    this.#file = file;
  }

  /**
   * @param node where it is
   * @param complaint what is there, what should be, what to write instead
   */
  add(node: Node, complaint: Complaint): void {
    const { line, column } = node.getSourceFile().getLineAndColumnAtPos(node.getStart());
    const path = memberOf(node);
    this.list.push({ file: this.#file, line, column, ...(path ? { path } : {}), ...complaint });
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
