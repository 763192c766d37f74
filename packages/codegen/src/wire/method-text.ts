import type { FieldModel, MethodModel, TypeModel } from '../contract/model.ts';
import { literal } from '../literal.ts';
import type { Codecs, Terms } from './codecs.ts';
import { deadlineOf } from './deadline.ts';
import { bracketed, methodHead } from './layout.ts';
import { localNames, methodName, namePart } from './names.ts';
import type { Place } from './place.ts';
import { typeText } from './type-text.ts';

/** A method as the template writes it. */
export interface MethodText {
  readonly name: string;
  readonly kind: 'promise' | 'stream';
  readonly params: number;
  readonly cancellable: boolean;
  readonly idempotent: boolean;
  /** In milliseconds; 0 for none. */
  readonly deadline: number;
  /** Statements. */
  readonly writeArgs: readonly string[];
  /** A property. */
  readonly readArgs: string;
  /** An expression; empty where nothing is written. */
  readonly writeResult: string;
  /** An expression; empty where nothing is read. */
  readonly readResult: string;
  /** The first line of the stub's method. */
  readonly head: string;
  /** What the stub's method does. */
  readonly call: 'call' | 'stream';
  /** What it hands over behind the method. */
  readonly args: string;
}

/**
 * Makes the parts of a method's text.
 *
 * @param owner what names begin with that belong to the method; nothing for the contract's own
 */
export const methodText = (method: MethodModel, owner: string, codecs: Codecs, terms: Terms): MethodText => {
  const { name, params, cancellable = false, result } = method;
  const place = (part: string, owned: boolean): Place => ({
    name: owner + namePart(methodName(name)) + namePart(part),
    owned,
  });
  const locals = localNames(
    [...params.map((param) => param.name), ...(cancellable ? ['signal'] : [])],
    ['args', 'w'],
  );
  const typeOf = (of: TypeModel) => typeText(of, 'write', terms.type);
  const isLast = (index: number) => params.slice(index).every(({ optional }) => optional);
  const head = params.map((param, index) => {
    const local = locals[index] as string;
    if (!param.optional) return `${local}: ${typeOf(param.type)}`;
    return isLast(index) ? `${local}?: ${typeOf(param.type)}` : `${local}: ${typeOf(param.type)} | undefined`;
  });
  const signal = cancellable ? [`${locals.at(-1)}?: AbortSignal`] : [];
  const at = literal(result.kind === 'stream' ? 'item' : 'result');
  const of = result.type;
  const own = place(result.kind === 'stream' ? 'item' : 'result', true);
  const resultText = typeText(of, 'read', terms.type);
  const promised = result.kind === 'stream' ? `AsyncIterable<${resultText}>` : `Promise<${resultText}>`;
  const values = `[${locals.slice(0, params.length).join(', ')}]`;
  return {
    name,
    kind: result.kind === 'stream' ? 'stream' : 'promise',
    params: params.length,
    cancellable,
    idempotent: method.idempotent ?? false,
    deadline: method.deadline === undefined ? 0 : deadlineOf(method.deadline),
    writeArgs: params.flatMap((param, index) =>
      writeArg(param, index, codecs, typeOf(param.type), locals[index] as string, place(param.name, false)),
    ),
    readArgs: bracketed(
      'readArgs: (r) => ',
      params.map((param) => codecs.readField(argType(param), literal(param.name), place(param.name, false))),
      4,
    ),
    writeResult: of.kind === 'void' ? '' : codecs.writeValue(of, `value as ${typeOf(of)}`, at, own),
    readResult: of.kind === 'void' ? '' : codecs.readValue(of, at, own),
    head: methodHead(name, [...head, ...signal], promised),
    call: result.kind === 'stream' ? 'stream' : 'call',
    args: cancellable ? `${values}, ${locals.at(-1)}` : values,
  };
};

const argType = ({ type, optional }: FieldModel): TypeModel =>
  optional ? { kind: 'option', of: type } : type;

const writeArg = (
  param: FieldModel,
  index: number,
  codecs: Codecs,
  text: string,
  local: string,
  place: Place,
): string[] => {
  const type = argType(param);
  const at = literal(param.name);
  if (type.kind !== 'option') return [codecs.writeField(type, `args[${index}] as ${text}`, at, place)];
  const known = param.optional ? `${text} | undefined` : text;
  return [`const ${local} = args[${index}] as ${known};`, codecs.writeField(type, local, at, place)];
};
