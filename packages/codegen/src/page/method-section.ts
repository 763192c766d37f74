import type { MethodModel, TypeModel } from '../contract/model.ts';
import { partsOf } from '../wit/reach.ts';
import { type Anchors, codeBlock, codeSpan, inline, prose, table } from './markdown.ts';
import { typeLink, typeLinks } from './type-link.ts';
import { fieldKey, writtenField, writtenType } from './written-type.ts';

/**
 * What a page says of one method, below its heading.
 *
 * @param method of the contract, or of an interface that crosses as a stub
 * @param anchors of the page
 */
export const methodSection = (method: MethodModel, anchors: Anchors): string[] => [
  codeBlock('ts', signature(method)),
  ...(method.doc ? [prose(method.doc)] : []),
  ...parameters(method, anchors),
  ...result(method, anchors),
  ...errors(method),
  ...notes(method),
];

const lineWidth = 90;

const signature = (method: MethodModel): string => {
  const params = method.params.map(writtenField);
  if (method.cancellable) params.push(`${signalName(method)}?: AbortSignal`);
  const { kind, type } = method.result;
  const returned = `${kind === 'promise' ? 'Promise' : 'AsyncIterable'}<${writtenType(type)}>`;
  const line = `${method.name}(${params.join(', ')}): ${returned}`;
  if (line.length <= lineWidth) return line;
  return `${method.name}(\n${params.map((param) => `  ${param},\n`).join('')}): ${returned}`;
};

const signalName = ({ params }: MethodModel): string =>
  params.some(({ name }) => name === 'signal') ? 'abortSignal' : 'signal';

/** Left out where it says no more than the signature. */
const parameters = ({ params }: MethodModel, anchors: Anchors): string[] => {
  const isSaid = params.some(({ doc, type }) => doc || typeLinks(type, anchors).length > 0);
  const rows = params.map(({ name, type, optional, doc }) => [
    codeSpan(`${fieldKey(name)}${optional ? '?' : ''}`),
    typeLink(type, anchors),
    inline(doc ?? ''),
  ]);
  return isSaid ? table(['Parameter', 'Type', 'Meaning'], rows) : [];
};

const result = ({ result: { kind, type, doc } }: MethodModel, anchors: Anchors): string[] => {
  const said = doc ? `: ${inline(doc)}` : '';
  if (kind === 'stream') return [`**Stream of** ${typeLink(type, anchors)}${said}`];
  if (type.kind !== 'void') return [`**Returns** ${typeLink(type, anchors)}${said}`];
  return doc ? [`**Returns** when done${said}`] : [];
};

const errors = ({ throws = [] }: MethodModel): string[] => {
  if (throws.length === 0) return [];
  const rows = throws.map(({ code, doc }) => [codeSpan(code), inline(doc ?? '')] as const);
  if (rows.some(([, doc]) => doc)) return table(['Error', 'When'], rows);
  return [`**Fails with** ${rows.map(([code]) => code).join(', ')}`];
};

const notes = (method: MethodModel): string[] => {
  const { cancellable, deadline, idempotent, params, result } = method;
  const isStream = result.kind === 'stream';
  const end = isStream ? 'until the stream ends' : 'until the call ends';
  const lines = [
    ...(idempotent ? ['Idempotent: a call that got no answer may be made again.'] : []),
    ...(deadline ? [`Deadline: ${codeSpan(deadline)} at most.`] : []),
    ...(cancellable
      ? [`${codeSpan(signalName(method))} ends ${isStream ? 'the stream' : 'the call'} early.`]
      : []),
    ...(isStream ? ['It starts when it is first read; leaving the loop ends it.'] : []),
    ...params.flatMap(({ name, type }) => paramNotes(codeSpan(fieldKey(name)), type, end)),
    ...stubs(result.type).map(
      ({ name }) => `The caller owns each ${codeSpan(name)} and ends it with ${codeSpan('release')}.`,
    ),
  ];
  return lines.length === 0 ? [] : [lines.map((line) => `- ${line}`).join('\n')];
};

/** Who owns the objects of a parameter, and how its streams are read. */
const paramNotes = (param: string, type: TypeModel, end: string): string[] => {
  const objects = stubs(type).map(({ name, owned }) => {
    const subject = type.kind === 'stub' ? param : `Each ${codeSpan(name)} in ${param}`;
    return owned
      ? `${subject} is handed over: the provider ends it.`
      : `${subject} is lent ${end}; the caller still owns it.`;
  });
  const isStreamed = partsOf(type).some(({ kind }) => kind === 'stream');
  return [...objects, ...(isStreamed ? [`${param} is read as fast as the provider takes it.`] : [])];
};

/** The objects with methods in a type, each kind once. */
const stubs = (type: TypeModel): { name: string; owned?: boolean }[] => {
  const found = partsOf(type).flatMap((part) => (part.kind === 'stub' ? [part] : []));
  return found.filter((one, index) => found.findIndex(({ name }) => name === one.name) === index);
};
