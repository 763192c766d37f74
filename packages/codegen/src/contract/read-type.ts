import { nearest } from '@mortise/json';
import type { Node, TypeNode, TypeReferenceNode } from 'ts-morph';
import type { Faults } from './faults.ts';
import { insteadOf, insteadOfSyntax } from './instead.ts';
import { integerKinds } from './integer-kinds.ts';
import { isStub } from './interfaces.ts';
import { type RawType, refused } from './raw-type.ts';
import type { Reached } from './reached.ts';
import { readFields } from './read-fields.ts';
import type { Scope } from './scope.ts';
import { short } from './short.ts';

type TsMorph = typeof import('ts-morph');

/** What a contract is read with. */
export interface Reading {
  readonly ts: TsMorph;
  readonly faults: Faults;
  readonly scope: Scope;
  readonly reached: Reached;
}

/**
 * A type as it is written, without a type checker: a contract says itself what crosses a boundary, so
 * that nothing has to be computed, and reading stays fast.
 *
 * @param reading gets the names that the type reaches, and the faults
 * @param node the type; none stands for a missing annotation
 * @param holder what misses it, to name the place
 */
export const readType = (reading: Reading, node: TypeNode | undefined, holder: Node): RawType => {
  const { Node, SyntaxKind } = reading.ts;
  if (!node) return refuse(reading, holder, { found: 'no type', expected: 'a type' });
  const inner = (of: TypeNode | undefined) => readType(reading, of, node);
  switch (node.getKind()) {
    case SyntaxKind.StringKeyword:
      return { kind: 'string' };
    case SyntaxKind.NumberKeyword:
      return { kind: 'number' };
    case SyntaxKind.BooleanKeyword:
      return { kind: 'boolean' };
    case SyntaxKind.BigIntKeyword:
      return { kind: 'bigint' };
    case SyntaxKind.UndefinedKeyword:
      return { kind: 'undefined' };
    case SyntaxKind.VoidKeyword:
      return refuse(reading, node, { found: 'void', expected: 'a value', hint: 'write undefined' });
  }
  if (Node.isLiteralTypeNode(node)) return readLiteral(reading, node);
  if (Node.isParenthesizedTypeNode(node)) return inner(node.getTypeNode());
  if (Node.isArrayTypeNode(node)) return { kind: 'list', of: inner(node.getElementTypeNode()) };
  if (Node.isTupleTypeNode(node)) return readTuple(reading, node);
  if (Node.isTypeReference(node)) return readReference(reading, node);
  if (Node.isTypeLiteral(node)) return readObject(reading, node);
  if (Node.isUnionTypeNode(node)) {
    const members = node.getTypeNodes().map((member) => ({ type: inner(member), node: member }));
    return { kind: 'written', members };
  }
  if (Node.isTypeOperatorTypeNode(node)) {
    if (node.getOperator() === SyntaxKind.ReadonlyKeyword) return inner(node.getTypeNode());
    const isKeys = node.getOperator() === SyntaxKind.KeyOfKeyword;
    return refuse(reading, node, {
      found: quoted(node),
      expected: crossing,
      hint: isKeys ? "write the union of names that is meant: 'a' | 'b'" : 'write string',
    });
  }
  return refuse(reading, node, {
    found: `the type ${quoted(node)}`,
    expected: crossing,
    ...hinted(brandedHint(reading, node) ?? insteadOfSyntax[node.getKindName()]),
  });
};

/** What to write instead of a type of the language with a mark that only the checker sees. */
const brandedHint = ({ ts: { Node, SyntaxKind } }: Reading, node: TypeNode): string | undefined => {
  const { StringKeyword, NumberKeyword, BooleanKeyword, BigIntKeyword } = SyntaxKind;
  const plain = [StringKeyword, NumberKeyword, BooleanKeyword, BigIntKeyword];
  const members = Node.isIntersectionTypeNode(node) ? node.getTypeNodes() : [];
  const own = members.find((one) => plain.some((kind) => one.getKind() === kind));
  return own && `write ${own.getText()}`;
};

const crossing = 'a type whose values can cross a boundary';

const quoted = (node: Node): string => `'${short(node.getText())}'`;

const hinted = (hint: string | undefined): { hint?: string } => (hint === undefined ? {} : { hint });

const refuse = ({ faults }: Reading, node: Node, complaint: Parameters<Faults['add']>[1]): RawType => {
  faults.add(node, complaint);
  return refused;
};

const readLiteral = (reading: Reading, node: TypeNode): RawType => {
  const { Node, SyntaxKind } = reading.ts;
  const literal = Node.isLiteralTypeNode(node) ? node.getLiteral() : node;
  if (literal.getKind() === SyntaxKind.NullKeyword) return { kind: 'null' };
  if (literal.getKind() === SyntaxKind.TrueKeyword) return { kind: 'literal', value: true };
  if (literal.getKind() === SyntaxKind.FalseKeyword) return { kind: 'literal', value: false };
  if (Node.isStringLiteral(literal)) return { kind: 'literal', value: literal.getLiteralValue() };
  const isNegative = Node.isPrefixUnaryExpression(literal);
  const digits = isNegative ? literal.getOperand() : literal;
  if (Node.isNumericLiteral(digits)) {
    const value = isNegative ? 0 - digits.getLiteralValue() : digits.getLiteralValue();
    if (Number.isFinite(value)) return { kind: 'literal', value };
  }
  const found = `the literal ${quoted(node)}`;
  const hint = Node.isBigIntLiteral(digits) ? { hint: 'write bigint' } : {};
  return refuse(reading, node, { found, expected: 'a string, a number, true, false or null', ...hint });
};

const readTuple = (reading: Reading, node: TypeNode): RawType => {
  const { Node } = reading.ts;
  const elements = Node.isTupleTypeNode(node) ? node.getElements() : [];
  if (elements.length === 0) {
    return refuse(reading, node, {
      found: 'a tuple without elements',
      expected: 'at least one',
      hint: 'write T[]',
    });
  }
  const of = elements.map((element): RawType => {
    const isRest =
      Node.isRestTypeNode(element) || (Node.isNamedTupleMember(element) && element.getDotDotDotToken());
    const isOptional =
      element.getKindName() === 'OptionalType' ||
      (Node.isNamedTupleMember(element) && element.hasQuestionToken());
    if (isRest || isOptional) {
      return refuse(reading, element, {
        found: `the ${isRest ? 'rest' : 'optional'} element ${quoted(element)}`,
        expected: 'elements that are always there',
        hint: isRest ? 'write an object with a list as a field, or T[]' : 'write an object, or T | undefined',
      });
    }
    return readType(reading, Node.isNamedTupleMember(element) ? element.getTypeNode() : element, element);
  });
  return { kind: 'tuple', of };
};

const readObject = (reading: Reading, node: TypeNode): RawType => {
  const members = reading.ts.Node.isTypeLiteral(node) ? node.getMembers() : [];
  const read = (type: TypeNode | undefined, holder: Node) => readType(reading, type, holder);
  return readFields(reading, members, read);
};

const readReference = (reading: Reading, node: TypeReferenceNode): RawType => {
  const written = node.getTypeName().getText();
  const args = node.getTypeArguments();
  const [of, second, ...more] = args;
  const inner = (type: TypeNode) => readType(reading, type, node);
  const isOne = of !== undefined && second === undefined;
  switch (written) {
    case 'Array':
    case 'ReadonlyArray':
      if (isOne) return { kind: 'list', of: inner(of) };
      break;
    case 'Readonly':
      if (isOne) return inner(of);
      break;
    case 'Record':
      if (second && more.length === 0) return readRecord(reading, node, of as TypeNode, second);
      break;
    case 'Uint8Array':
      if (of === undefined) return { kind: 'bytes' };
      return refuse(reading, node, { found: quoted(node), expected: 'Uint8Array', hint: 'write Uint8Array' });
    case 'Date':
      return { kind: 'date' };
  }
  const named = reading.scope.get(written);
  if (!named || of) return refuseReference(reading, node);
  switch (named.kind) {
    case 'integer':
      return { kind: named.of };
    case 'shared':
      return { kind: named.isStub ? 'stub' : 'ref', name: named.name };
    case 'refused':
      return refused;
    case 'owned':
      return refuseReference(reading, node);
  }
  if (named.node.getTypeParameters().length > 0) return refuseReference(reading, node);
  if (named.kind === 'interface') {
    reading.reached.add(named.node);
    return { kind: isStub(reading, named.node) ? 'stub' : 'ref', name: written };
  }
  const target = named.node.getTypeNode();
  // Another name for an interface with methods is that interface, so that each stub has one name.
  if (reading.ts.Node.isTypeReference(target) && isStubName(reading, target))
    return readType(reading, target, node);
  reading.reached.add(named.node);
  return { kind: 'ref', name: written };
};

const isStubName = (reading: Reading, node: TypeReferenceNode): boolean => {
  const named = reading.scope.get(node.getTypeName().getText());
  if (named?.kind === 'shared') return named.isStub;
  if (named?.kind === 'interface') return isStub(reading, named.node);
  const target = named?.kind === 'alias' ? named.node.getTypeNode() : undefined;
  return reading.ts.Node.isTypeReference(target) && isStubName(reading, target);
};

const readRecord = (reading: Reading, node: TypeNode, key: TypeNode, value: TypeNode): RawType => {
  if (key.getText() === 'string') return { kind: 'record', of: readType(reading, value, node) };
  const isUnion = /['|]/.test(key.getText());
  const hint = isUnion
    ? 'write an object with these fields'
    : `write Record<string, ${short(value.getText())}>`;
  return refuse(reading, node, { found: quoted(node), expected: 'Record<string, T>', hint });
};

/** Says of a name that stands for no value what to write instead. */
const refuseReference = (reading: Reading, node: TypeReferenceNode): RawType => {
  const { scope } = reading;
  const source = node.getSourceFile();
  const written = node.getTypeName().getText();
  const args = node.getTypeArguments().map((arg) => arg.getText());
  const add = (found: string, expected: string, hint: string | undefined) =>
    refuse(reading, node, { found, expected, ...hinted(hint) });
  const named = scope.get(written);
  if (named?.kind === 'owned') {
    const hint = 'write the interface; who gets an object as a result owns it anyway';
    return add(quoted(node), 'Owned<T> only as the type of a parameter', hint);
  }
  if (named) {
    return add(
      `the generic type ${quoted(node)}`,
      'a type without parameters',
      'write one interface for each use',
    );
  }
  const name = written.split('.').at(-1) as string;
  if (name === 'Owned' || integerKinds.includes(name as 'u8')) {
    const hint = `write import type { ${name} } from '@mortise/core' at the top`;
    return add(`the type ${quoted(node)}`, 'a type that is imported', hint);
  }
  // Its declaration has the fault.
  if (source.getEnum(written) || source.getClass(written)) return refused;
  if (isParameter(reading, node, written)) return refused;
  const known = insteadOf(name, args);
  if (known) return add(`the type ${quoted(node)}`, crossing, known);
  const meant = nearest(written, scope.names);
  const hint = meant
    ? `did you mean ${meant}?`
    : `declare ${name} in this file, or import it from another contract`;
  return add(
    `the type ${quoted(node)}`,
    'a type of this file, or one that is imported from a contract',
    hint,
  );
};

/** Whether a name is a type parameter of what stands around it, which has the fault. */
const isParameter = ({ ts: { Node } }: Reading, node: Node, name: string): boolean =>
  node
    .getAncestors()
    .some(
      (one) =>
        Node.isTypeParametered(one) &&
        one.getTypeParameters().some((parameter) => parameter.getName() === name),
    );
