import type { MethodSignature, ParameterDeclaration, TypeElementTypes, TypeNode } from 'ts-morph';
import type { RawField, RawMethod, RawType } from './raw-type.ts';
import { refused } from './raw-type.ts';
import { type Reading, readType } from './read-type.ts';
import { betterResult, valuesOf } from './results.ts';
import { short } from './short.ts';
import { docOf, type MethodTags, readTags } from './tags.ts';

/**
 * Names that promises, JSON and prototypes ask for: an object that had them would be taken for something
 * else.
 */
const reserved = new Set([...Object.getOwnPropertyNames(Object.prototype), 'then', 'toJSON']);

/** Words that a parameter in strict code cannot have, which a declaration of types can. */
const strictWords = new Set(
  'arguments await eval implements interface let package private protected public static yield'.split(' '),
);

/**
 * One member of an interface with methods.
 *
 * @returns none when the member is no method; the faults say why
 */
export const readMethod = (reading: Reading, member: TypeElementTypes): RawMethod | undefined => {
  const { faults } = reading;
  if (!reading.ts.Node.isMethodSignature(member)) {
    refuseMember(reading, member);
    return undefined;
  }
  const name = member.getName();
  const complain = (found: string, expected: string, hint: string) =>
    faults.add(member, { found, expected, hint });
  if (reserved.has(name.replace(/['"]/g, ''))) {
    const expected = 'a name that the language does not use itself';
    complain(`a method '${short(name)}'`, expected, 'give it another name');
  } else if (!/^[A-Za-z][A-Za-z0-9]*$/.test(name))
    complain(`a method '${short(name)}'`, 'a name of letters and digits', 'give it another name');
  if (member.getTypeParameters().length > 0) {
    const hint = 'write the type that is meant, or one method for each type';
    complain(`the generic method '${short(name)}'`, 'a method without type parameters', hint);
  }
  if (member.hasQuestionToken()) {
    const hint = 'take the ? out: a method may do nothing; or put it into a contract of its own';
    complain(`the optional method '${short(name)}'`, 'a method that is always there', hint);
  }
  const tags = readTags(member, faults);
  const params = member.getParameters();
  checkOrder(reading, params);
  const cancellable = isSignal(reading, params.at(-1));
  const doc = docOf(member);
  const { idempotent, deadline, throws } = tags;
  return {
    name,
    ...(doc ? { doc } : {}),
    params: (cancellable ? params.slice(0, -1) : params).map((param) => readParam(reading, param, tags)),
    ...(cancellable ? { cancellable } : {}),
    result: { ...readResult(reading, member), ...(tags.returns ? { doc: tags.returns } : {}) },
    ...(idempotent ? { idempotent } : {}),
    ...(deadline === undefined ? {} : { deadline }),
    ...(throws ? { throws } : {}),
  };
};

const refuseMember = (reading: Reading, member: TypeElementTypes): void => {
  const { faults } = reading;
  const { Node } = reading.ts;
  const expected = 'methods only';
  if (Node.isPropertySignature(member)) {
    const name = short(member.getName());
    const type = member.getTypeNode();
    const isFunction = Node.isFunctionTypeNode(type);
    const hint = isFunction
      ? `write it as a method: ${name}(value: T): Promise<R>`
      : `${betterResult(reading, type, `${name}(): `)}, or put it into an interface without methods`;
    faults.add(member, { found: `the property${isFunction ? ' function' : ''} '${name}'`, expected, hint });
    if (!isFunction)
      for (const value of type ? valuesOf(reading, type) : []) readType(reading, value, member);
    return;
  }
  const isAccessor = Node.isGetAccessorDeclaration(member) || Node.isSetAccessorDeclaration(member);
  if (isAccessor) {
    const name = short(member.getName());
    const hint = 'write a method that returns a promise of it';
    faults.add(member, { found: `the accessor '${name}'`, expected, hint });
    return;
  }
  const hint = Node.isIndexSignatureDeclaration(member)
    ? 'write a method that takes the name: get(name: string): Promise<T>'
    : 'give it a name: call(value: T): Promise<R>';
  faults.add(member, { found: `'${short(member.getText())}', which is no method`, expected, hint });
};

/** What only TypeScript's checker would see of a list of parameters. */
const checkOrder = ({ faults }: Reading, params: readonly ParameterDeclaration[]): void => {
  const seen = new Set<string>();
  let optional: string | undefined;
  for (const param of params) {
    const name = param.getName();
    if (seen.has(name))
      faults.add(param, { found: `the parameter '${name}' twice`, expected: 'each parameter once' });
    if (param.isOptional()) optional = name;
    else if (optional !== undefined) {
      faults.add(param, {
        found: `'${name}' behind the optional '${optional}'`,
        expected: 'optional parameters last',
      });
    }
    seen.add(name);
  }
};

/** Whether a parameter is the `AbortSignal` of a call; it may be written with `undefined`. */
const isSignal = (reading: Reading, param: ParameterDeclaration | undefined): boolean => {
  const node = param?.getTypeNode();
  const members = reading.ts.Node.isUnionTypeNode(node) ? node.getTypeNodes() : [node];
  const texts = new Set(members.map((one) => one?.getText()));
  texts.delete('undefined');
  return texts.size === 1 && texts.has('AbortSignal');
};

const readParam = (reading: Reading, param: ParameterDeclaration, tags: MethodTags): RawField => {
  const { faults, ts } = reading;
  const name = param.getName();
  const add = (found: string, expected: string, hint: string) => faults.add(param, { found, expected, hint });
  if (param.isRestParameter())
    add(`the rest parameter '...${short(name)}'`, 'a list', `write ${short(name)}: T[]`);
  if (param.hasInitializer())
    add(
      `the default of '${short(name)}'`,
      'none, because a contract has no code',
      `write ${short(name)}?: T`,
    );
  if (name === 'this') add("a parameter 'this'", 'values only', 'take it out');
  if (strictWords.has(name)) {
    const expected = 'a name that strict code can have';
    add(`the parameter '${name}'`, expected, `rename it: the language keeps '${name}' for itself`);
  }
  if (!ts.Node.isIdentifier(param.getNameNode()))
    add('a destructured parameter', 'a name', 'write options: { … }');
  else if (!/^[\w$]+$/.test(name)) add(`the parameter '${short(name)}'`, 'a name in ASCII', 'rename it');
  const optional = param.isOptional();
  const doc = tags.params.get(name);
  return {
    name,
    type: isSignal(reading, param) ? refuseSignal(reading, param) : readParamType(reading, param),
    ...(optional ? { optional } : {}),
    ...(doc ? { doc } : {}),
  };
};

const refuseSignal = ({ faults }: Reading, param: ParameterDeclaration): RawType => {
  faults.add(param, {
    found: `the AbortSignal '${short(param.getName())}' before other parameters`,
    expected: 'it as the last one',
    hint: 'move it to the end',
  });
  return refused;
};

/** A parameter may be what no value is: a stream, or an object that is handed over. */
const readParamType = (reading: Reading, param: ParameterDeclaration): RawType => {
  const { Node, SyntaxKind } = reading.ts;
  const written = param.getTypeNode();
  const members = Node.isUnionTypeNode(written) && param.isOptional() ? written.getTypeNodes() : [];
  const others = members.filter((one) => one.getKind() !== SyntaxKind.UndefinedKeyword);
  // What is optional may be undefined anyway.
  const node = others.length === 1 ? others[0] : written;
  if (!Node.isTypeReference(node)) return readType(reading, written, param);
  const name = node.getTypeName().getText();
  const [of, ...more] = node.getTypeArguments();
  if (!of || more.length > 0) return readType(reading, written, param);
  if (name === 'AsyncIterable') return { kind: 'stream', of: readType(reading, of, node) };
  if (reading.scope.get(name)?.kind !== 'owned') return readType(reading, written, param);
  const inner = readType(reading, of, node);
  if (inner.kind === 'stub') return { ...inner, owned: true };
  if (inner.kind !== 'refused') {
    const hint = `write ${short(of.getText())}: a value is the receiver's anyway`;
    reading.faults.add(node, {
      found: `'${short(node.getText())}'`,
      expected: 'Owned<T> of an interface with methods',
      hint,
    });
  }
  return refused;
};

const readResult = (reading: Reading, member: MethodSignature): RawMethod['result'] => {
  const { Node } = reading.ts;
  const node = member.getReturnTypeNode();
  const name = Node.isTypeReference(node) ? node.getTypeName().getText() : '';
  const [of, ...more] = Node.isTypeReference(node) ? node.getTypeArguments() : [];
  const kind = { Promise: 'promise', AsyncIterable: 'stream' }[name] as 'promise' | 'stream' | undefined;
  if (!kind || !of || more.length > 0) {
    const found = node ? `the result '${short(node.getText())}'` : 'no result type';
    const hint = node ? betterResult(reading, node) : 'write Promise<void> where there is no result';
    reading.faults.add(node ?? member, { found, expected: 'Promise<T> or AsyncIterable<T>', hint });
    // What is in it has to be right too, so that nobody has to mend a contract twice.
    for (const value of node ? valuesOf(reading, node) : []) readType(reading, value, member);
    return { kind: 'promise', type: refused };
  }
  if (kind === 'promise' && of.getText() === 'void') return { kind, type: { kind: 'void' } };
  return { kind, type: readType(reading, of, node as TypeNode) };
};
