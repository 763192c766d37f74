import type { TypeNode } from 'ts-morph';
import { insteadOf } from './instead.ts';
import type { Reading } from './read-type.ts';
import { short } from './short.ts';

/** What libraries call a value that comes later, and many of them. */
const laterNames = new Set([
  'Awaitable',
  'MaybePromise',
  'Promise',
  'PromiseLike',
  'ProviderResult',
  'Thenable',
]);
const streamNames = new Set([
  'AsyncGenerator',
  'AsyncIterable',
  'AsyncIterableIterator',
  'AsyncIterator',
  'Event',
  'Observable',
  'ReadableStream',
]);

const nameOf = ({ ts: { Node } }: Reading, node: TypeNode): string =>
  Node.isTypeReference(node) ? (node.getTypeName().getText().split('.').at(-1) as string) : '';

const isForeign = (reading: Reading, node: TypeNode): boolean => {
  const { Node } = reading.ts;
  return Node.isTypeReference(node) && reading.scope.get(node.getTypeName().getText()) === undefined;
};

const isStreamLike = (reading: Reading, node: TypeNode): boolean =>
  isForeign(reading, node) && streamNames.has(nameOf(reading, node));

/** Types of the language that a contract reads. */
const hasValues = (reading: Reading, node: TypeNode): boolean =>
  /^(?:Array|Date|Readonly|ReadonlyArray|Record|Uint8Array)$/.test(nameOf(reading, node));

/** The values in a type, without what stands around them: `A` and `B` of `A | Promise<B>`. */
const partsOf = (reading: Reading, node: TypeNode): TypeNode[] => {
  const { Node, SyntaxKind } = reading.ts;
  if (Node.isParenthesizedTypeNode(node)) return partsOf(reading, node.getTypeNode());
  if (Node.isUnionTypeNode(node)) return node.getTypeNodes().flatMap((one) => partsOf(reading, one));
  if (node.getKind() === SyntaxKind.VoidKeyword) return [];
  const name = isForeign(reading, node) ? nameOf(reading, node) : '';
  if (!Node.isTypeReference(node) || !(laterNames.has(name) || streamNames.has(name))) return [node];
  const args = node.getTypeArguments();
  // Of a stream the first one is what it gives; the others are what generators return and take.
  return (streamNames.has(name) ? args.slice(0, 1) : args).flatMap((one) => partsOf(reading, one));
};

/**
 * The types of the values in a type that is no result of a contract's method, as far as they are worth to
 * be read: of a library's type only its name is known, and that has a fault already.
 */
export const valuesOf = (reading: Reading, node: TypeNode): TypeNode[] => {
  return partsOf(reading, node).filter(
    (one) =>
      !reading.ts.Node.isFunctionTypeNode(one) && (!isForeign(reading, one) || hasValues(reading, one)),
  );
};

/**
 * What to write instead of a type that is no result of a contract's method.
 *
 * @param node the type; none where there is none
 * @param before what stands before the result
 */
export const betterResult = (reading: Reading, node: TypeNode | undefined, before = ''): string => {
  if (!node) return `write ${before}Promise<T>`;
  const { Node, SyntaxKind } = reading.ts;
  const members = Node.isUnionTypeNode(node) ? node.getTypeNodes() : [node];
  const parts = partsOf(reading, node);
  const [only] = parts;
  const other =
    parts.length === 1 &&
    only &&
    isForeign(reading, only) &&
    !hasValues(reading, only) &&
    insteadOf(nameOf(reading, only), []);
  if (other) return other;
  const hasVoid = parts.length > 0 && members.some((one) => one.getKind() === SyntaxKind.VoidKeyword);
  const texts = [...parts.map((one) => one.getText()), ...(hasVoid ? ['undefined'] : [])];
  const inner = short([...new Set(texts)].join(' | '));
  if (members.some((one) => isStreamLike(reading, one)))
    return `write ${before}AsyncIterable<${inner || 'T'}>`;
  return `write ${before}Promise<${inner || 'void'}>`;
};
