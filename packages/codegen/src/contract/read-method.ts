import type { JSDocableNode, MethodSignature, ParameterDeclaration, TypeElementTypes } from 'ts-morph';
import type { Faults } from './faults.ts';
import type { FieldModel, MethodModel, ThrowsModel } from './model.ts';
import { docOf, type TypeReader } from './read-type.ts';

type TsMorph = typeof import('ts-morph');

/** Names that promises, JSON and prototypes ask for: a provider that had them would be taken for something else. */
const reserved = new Set(['then', 'toJSON', 'constructor', '__proto__']);

/**
 * The model of one member of a contract.
 *
 * @returns none when the member is no method; the faults say why
 */
export const readMethod = (
  { Node }: TsMorph,
  member: TypeElementTypes,
  types: TypeReader,
  faults: Faults,
): MethodModel | undefined => {
  if (!Node.isMethodSignature(member)) {
    const found = Node.isPropertySignature(member)
      ? `the property '${member.getName()}'`
      : 'a member that is no method';
    faults.add(member, {
      found,
      expected: 'methods only',
      hint: 'write it as a method: name(value: T): Promise<R>',
    });
    return undefined;
  }
  const name = member.getName();
  const complain = (found: string, expected: string) => faults.add(member, { found, expected });
  if (reserved.has(name)) complain(`a method '${name}'`, 'a name that the language does not use itself');
  if (!/^[A-Za-z][A-Za-z0-9]*$/.test(name)) complain(`a method '${name}'`, 'a name of letters and digits');
  if (member.getTypeParameters().length > 0) complain('a generic method', 'a method without type parameters');
  if (member.hasQuestionToken()) complain('an optional method', 'a method that every plugin has');
  const params = member.getParameters();
  checkOrder(params, faults);
  const cancellable = params.at(-1)?.getTypeNode()?.getText() === 'AbortSignal';
  const doc = docOf(member);
  return {
    name,
    ...(doc ? { doc } : {}),
    params: (cancellable ? params.slice(0, -1) : params).map((param) => readParam(param, types, faults)),
    ...(cancellable ? { cancellable } : {}),
    result: readResult({ Node } as TsMorph, member, types, faults),
    ...readTags(member, faults),
  };
};

/** What only TypeScript's checker would see of a list of parameters. */
const checkOrder = (params: readonly ParameterDeclaration[], faults: Faults): void => {
  const seen = new Set<string>();
  let optional: string | undefined;
  for (const param of params) {
    const name = param.getName();
    if (seen.has(name))
      faults.add(param, { found: `the parameter '${name}' twice`, expected: 'each parameter once' });
    if (param.isOptional()) optional = name;
    else if (optional !== undefined)
      faults.add(param, {
        found: `'${name}' behind the optional '${optional}'`,
        expected: 'optional parameters last',
      });
    seen.add(name);
  }
};

const readParam = (param: ParameterDeclaration, types: TypeReader, faults: Faults): FieldModel => {
  const name = param.getName();
  if (param.isRestParameter())
    faults.add(param, { found: `the rest parameter '...${name}'`, expected: 'a list' });
  if (param.hasInitializer())
    faults.add(param, {
      found: `the default of '${name}'`,
      expected: 'none, because a contract has no code',
    });
  if (name === 'this') faults.add(param, { found: "a parameter 'this'", expected: 'values only' });
  if (!/^[\w$]+$/.test(name)) faults.add(param, { found: 'a destructured parameter', expected: 'a name' });
  if (param.getTypeNode()?.getText() === 'AbortSignal') {
    faults.add(param, {
      found: `the AbortSignal '${name}' before other parameters`,
      expected: 'it as the last one',
    });
  }
  const optional = param.isOptional();
  return { name, type: types.read(param.getTypeNode(), param as never), ...(optional ? { optional } : {}) };
};

const readResult = (
  { Node }: TsMorph,
  member: MethodSignature,
  types: TypeReader,
  faults: Faults,
): MethodModel['result'] => {
  const node = member.getReturnTypeNode();
  const name = Node.isTypeReference(node) ? node.getTypeName().getText() : '';
  const [of, ...more] = Node.isTypeReference(node) ? node.getTypeArguments() : [];
  const kind = { Promise: 'promise', AsyncIterable: 'stream' }[name] as 'promise' | 'stream' | undefined;
  if (!kind || !of || more.length > 0) {
    const found = node ? `the result '${node.getText().replace(/\s+/g, ' ')}'` : 'no result type';
    const hint =
      name === 'AsyncIterableIterator' || name === 'AsyncGenerator'
        ? 'write AsyncIterable<T>'
        : 'a call may cross a boundary';
    faults.add(node ?? member, { found, expected: 'Promise<T> or AsyncIterable<T>', hint });
    return { kind: 'promise', type: { kind: 'void' } };
  }
  const type =
    kind === 'promise' && of.getText() === 'void' ? ({ kind: 'void' } as const) : types.read(of, member);
  return { kind, type };
};

const readTags = (member: JSDocableNode & MethodSignature, faults: Faults): Partial<MethodModel> => {
  const tags = member.getJsDocs().flatMap((doc) => doc.getTags());
  const texts = (name: string) =>
    tags.filter((tag) => tag.getTagName() === name).map((tag) => tag.getCommentText()?.trim() ?? '');
  const [deadline] = texts('deadline');
  if (deadline !== undefined && !/^[1-9][0-9]*(?:ms|s|m)$/.test(deadline)) {
    faults.add(member, { found: `@deadline ${deadline}`, expected: 'a time such as 5s or 500ms' });
  }
  // `@throws app_running, app_unknown when …`: codes first, then prose.
  const throws = texts('throws').flatMap((text): ThrowsModel[] => {
    const [codes = ''] = /^[a-z][a-z0-9_]*(?:,\s*[a-z][a-z0-9_]*)*/.exec(text) ?? [];
    const doc = text.slice(codes.length).trim();
    return codes ? codes.split(/,\s*/).map((code) => ({ code, ...(doc ? { doc } : {}) })) : [];
  });
  return {
    ...(texts('idempotent').length > 0 ? { idempotent: true } : {}),
    ...(deadline === undefined ? {} : { deadline }),
    ...(throws.length > 0 ? { throws } : {}),
  };
};
