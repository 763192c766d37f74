import type {
  ExpressionWithTypeArguments,
  InterfaceDeclaration,
  PropertySignature,
  SourceFile,
  TypeElementTypes,
  TypeNode,
} from 'ts-morph';
import type { Faults } from './faults.ts';
import type { FieldModel, TypeModel } from './model.ts';

type TsMorph = typeof import('ts-morph');

/** What to write instead of a type that cannot cross a boundary. */
const instead: Record<string, string> = {
  any: 'the shape itself, or a recursive Json type',
  bigint: 'number or string',
  Date: 'number, in milliseconds',
  Function: 'a contract of its own',
  Map: 'Record<string, T>',
  Set: 'T[]',
  Buffer: 'Uint8Array',
  ArrayBuffer: 'Uint8Array',
  never: 'the type that is meant',
  object: 'the shape itself',
  symbol: 'string',
  unknown: 'the shape itself, or a recursive Json type',
};

/**
 * Reads types without a type checker: a contract says itself what crosses a boundary, so that nothing
 * has to be computed, and reading stays fast.
 */
export class TypeReader {
  /** The named types that were reached, by name. */
  readonly types = new Map<string, TypeModel>();
  readonly #ts: TsMorph;
  readonly #source: SourceFile;
  readonly #faults: Faults;

  constructor(tsMorph: TsMorph, source: SourceFile, faults: Faults) {
    this.#ts = tsMorph;
    this.#source = source;
    this.#faults = faults;
  }

  /**
   * The model of a type.
   *
   * @param node the type as written; none stands for a missing annotation
   * @param holder what misses it, to name the place
   */
  read(node: TypeNode | undefined, holder: TypeNode | TypeElementTypes | PropertySignature): TypeModel {
    const { Node, SyntaxKind } = this.#ts;
    if (!node) return this.#refuse(holder, 'no type', 'a type');
    switch (node.getKind()) {
      case SyntaxKind.StringKeyword:
        return { kind: 'string' };
      case SyntaxKind.NumberKeyword:
        return { kind: 'number' };
      case SyntaxKind.BooleanKeyword:
        return { kind: 'boolean' };
      case SyntaxKind.UndefinedKeyword:
        return { kind: 'undefined' };
      case SyntaxKind.VoidKeyword:
        return this.#refuse(node, 'void', 'void only as Promise<void>');
    }
    if (Node.isLiteralTypeNode(node)) return this.#literal(node);
    if (Node.isParenthesizedTypeNode(node)) return this.read(node.getTypeNode(), holder);
    if (Node.isArrayTypeNode(node)) return { kind: 'list', of: this.read(node.getElementTypeNode(), node) };
    if (Node.isTypeOperatorTypeNode(node) && node.getOperator() === SyntaxKind.ReadonlyKeyword) {
      return this.read(node.getTypeNode(), node);
    }
    if (Node.isTupleTypeNode(node))
      return { kind: 'tuple', of: node.getElements().map((one) => this.read(one, node)) };
    if (Node.isUnionTypeNode(node))
      return { kind: 'union', of: node.getTypeNodes().map((one) => this.read(one, node)) };
    if (Node.isTypeLiteral(node)) return this.#object(node.getMembers(), node);
    if (Node.isTypeReference(node)) return this.#reference(node);
    return this.#refuse(
      node,
      `the type '${short(node.getText())}'`,
      instead[node.getText()] ?? 'values that JSON can say, or Uint8Array',
    );
  }

  #literal(node: TypeNode): TypeModel {
    const { Node, SyntaxKind } = this.#ts;
    const literal = Node.isLiteralTypeNode(node) ? node.getLiteral() : node;
    if (literal.getKind() === SyntaxKind.NullKeyword) return { kind: 'null' };
    if (literal.getKind() === SyntaxKind.TrueKeyword) return { kind: 'literal', value: true };
    if (literal.getKind() === SyntaxKind.FalseKeyword) return { kind: 'literal', value: false };
    if (Node.isStringLiteral(literal)) return { kind: 'literal', value: literal.getLiteralValue() };
    const value = Number(literal.getText());
    if (Number.isFinite(value)) return { kind: 'literal', value };
    return this.#refuse(
      node,
      `the literal '${short(node.getText())}'`,
      'a string, a number, true, false or null',
    );
  }

  #reference(node: TypeNode): TypeModel {
    const { Node } = this.#ts;
    if (!Node.isTypeReference(node)) return { kind: 'undefined' };
    const name = node.getTypeName().getText();
    const [of, ...more] = node.getTypeArguments();
    if ((name === 'Array' || name === 'ReadonlyArray') && of)
      return { kind: 'list', of: this.read(of, node) };
    if (name === 'Readonly' && of) return this.read(of, node);
    if (name === 'Record' && more[0]) {
      if (of?.getText() !== 'string')
        return this.#refuse(node, `'${short(node.getText())}'`, 'Record<string, T>');
      return { kind: 'record', of: this.read(more[0], node) };
    }
    if (name === 'Uint8Array') return { kind: 'bytes' };
    const known = this.#source.getInterface(name) ?? this.#source.getTypeAlias(name);
    if (!known) {
      const found = this.#source.getEnum(name) ? `the enum '${name}'` : `the type '${short(node.getText())}'`;
      const better = this.#source.getEnum(name) ? "a union of literals: 'a' | 'b'" : instead[name];
      return this.#refuse(
        node,
        found,
        better ?? 'a type of this file, a value that JSON can say, or Uint8Array',
      );
    }
    if (of || known.getTypeParameters().length > 0) {
      return this.#refuse(node, `the generic type '${short(node.getText())}'`, 'a type without parameters');
    }
    if (!this.types.has(name)) {
      // The place is taken before the type is read, because a type may hold itself.
      this.types.set(name, { kind: 'undefined' });
      this.types.set(
        name,
        Node.isInterfaceDeclaration(known) ? this.interface(known) : this.read(known.getTypeNode(), node),
      );
    }
    return { kind: 'ref', name };
  }

  /** The object that an interface describes, with the fields of those that it extends. */
  interface(node: InterfaceDeclaration): TypeModel {
    const fields = new Map<string, FieldModel>();
    for (const base of node.getExtends()) {
      const parent = baseOf(base, this.#source, this.#faults);
      const model = parent && this.interface(parent);
      for (const field of model?.kind === 'object' ? model.fields : []) {
        const other = fields.get(field.name);
        if (other && JSON.stringify(other.type) !== JSON.stringify(field.type))
          this.#refuse(base, `a second type of the field '${field.name}'`, 'the same type in each');
        fields.set(field.name, field);
      }
      if (model?.kind === 'record') this.#refuse(base, `'extends ${short(base.getText())}'`, 'named fields');
    }
    const own = this.#object(node.getMembers(), node);
    if (own.kind !== 'object') {
      if (fields.size > 0) this.#refuse(node, 'an index signature beside fields', 'one or the other');
      return own;
    }
    // A field that is declared again has the place of the inner declaration.
    for (const { name } of own.fields) fields.delete(name);
    return { kind: 'object', fields: [...fields.values(), ...own.fields] };
  }

  #object(members: readonly TypeElementTypes[], holder: TypeNode | InterfaceDeclaration): TypeModel {
    const { Node, SyntaxKind } = this.#ts;
    const index = members.length === 1 ? members[0]?.asKind(SyntaxKind.IndexSignature) : undefined;
    if (index && index.getKeyTypeNode().getText() !== 'string')
      return this.#refuse(
        index,
        `keys of the type '${short(index.getKeyTypeNode().getText())}'`,
        '[key: string]',
      );
    if (index) return { kind: 'record', of: this.read(index.getReturnTypeNode(), holder as TypeNode) };
    const fields = members.flatMap((member): FieldModel[] => {
      if (!Node.isPropertySignature(member)) {
        this.#refuse(
          member,
          `'${short(member.getText())}' in a value`,
          'fields only; an interface with methods is a contract',
        );
        return [];
      }
      const doc = docOf(member);
      const optional = member.hasQuestionToken();
      const name = member.getNameNode();
      if (!Node.isIdentifier(name) && !Node.isStringLiteral(name) && !Node.isNumericLiteral(name))
        this.#refuse(member, `the computed field '${short(name.getText())}'`, 'a name');
      const isLiteral = Node.isStringLiteral(name) || Node.isNumericLiteral(name);
      return [
        {
          name: isLiteral ? String(name.getLiteralValue()) : member.getName(),
          type: this.read(member.getTypeNode(), member),
          ...(optional ? { optional } : {}),
          ...(doc ? { doc } : {}),
        },
      ];
    });
    for (const [index, { name }] of fields.entries()) {
      const isTwice = fields.findIndex((other) => other.name === name) !== index;
      if (isTwice) this.#refuse(members[index] ?? holder, `the field '${name}' twice`, 'each field once');
    }
    return { kind: 'object', fields };
  }

  #refuse(node: Parameters<Faults['add']>[0], found: string, expected: string): TypeModel {
    this.#faults.add(node, { found, expected });
    return { kind: 'undefined' };
  }
}

/** The interface that another one extends; a fault, and none, where it is no plain one of this file. */
export const baseOf = (
  base: ExpressionWithTypeArguments,
  source: SourceFile,
  faults: Faults,
): InterfaceDeclaration | undefined => {
  const parent = source.getInterface(base.getExpression().getText());
  const isPlain = base.getTypeArguments().length === 0 && parent?.getTypeParameters().length === 0;
  if (parent && isPlain) return parent;
  const expected = 'an interface of this file, without parameters';
  faults.add(base, { found: `'extends ${short(base.getText())}'`, expected });
  return undefined;
};

/** The text of a declaration's comment, without its tags. */
export const docOf = (node: { getJsDocs(): { getDescription(): string }[] }): string =>
  node
    .getJsDocs()
    .map((doc) => doc.getDescription().trim())
    .join('\n');

/** A text on one line, cut where it is long. */
export const short = (text: string): string => {
  const line = text.replace(/\s+/g, ' ');
  return line.length > 50 ? `${line.slice(0, 49)}…` : line;
};
