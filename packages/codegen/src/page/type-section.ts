import type { NamedTypeModel, Origin, TypeModel } from '../contract/model.ts';
import { literal } from '../literal.ts';
import { type Anchors, codeBlock, codeSpan, inline, prose, table } from './markdown.ts';
import { typeKey, typeLink, typeLinks } from './type-link.ts';
import { fieldKey, writtenType } from './written-type.ts';

/**
 * What a page says of one named type, below its heading.
 *
 * @param name its name in the contract
 * @param named the type
 * @param anchors of the page
 */
export const typeSection = (
  name: string,
  { type, doc, from }: NamedTypeModel,
  anchors: Anchors,
): string[] => [
  ...(doc ? [prose(doc)] : []),
  ...(from ? [sharedWith(name, from)] : []),
  ...shape(name, type, anchors),
];

/** Whose a shared type is. */
export const sharedWith = (name: string, { contract, version, name: there, specifier }: Origin): string => {
  const full = codeSpan(`${contract.slice(0, contract.lastIndexOf('@'))}@${version}`);
  const alias = there === name ? '' : ` as ${codeSpan(there)}`;
  return `Shared with ${full}, which declares it${alias} in ${codeSpan(specifier)}.`;
};

const shape = (name: string, type: TypeModel, anchors: Anchors): string[] => {
  switch (type.kind) {
    case 'object':
      return fields(type, anchors);
    case 'enum':
      return [`One of ${type.values.map((value) => codeSpan(literal(value))).join(', ')}.`];
    case 'variant':
      return [`Told apart by ${codeSpan(fieldKey(type.tag))}:`, ...cases(type, anchors)];
    case 'union':
      if (type.of.every(({ kind }) => kind === 'literal'))
        return [`One of ${type.of.map((one) => codeSpan(writtenType(one))).join(', ')}.`];
  }
  const others = typeLinks(type, anchors).filter(
    (link) => link !== anchors.link(codeSpan(name), typeKey(name)),
  );
  const see = others.length > 0 ? [`See ${others.join(', ')}.`] : [];
  return [codeBlock('ts', `type ${name} = ${writtenType(type)}`), ...see];
};

const fields = (type: TypeModel & { kind: 'object' }, anchors: Anchors): string[] => {
  if (type.fields.length === 0) return ['An object without fields.'];
  const rows = type.fields.map(({ name, type: of, optional, doc }) => [
    codeSpan(`${fieldKey(name)}${optional ? '?' : ''}`),
    typeLink(of, anchors),
    inline(doc ?? ''),
  ]);
  return table(['Field', 'Type', 'Meaning'], rows);
};

const cases = (type: TypeModel & { kind: 'variant' }, anchors: Anchors): string[] =>
  table(
    [codeSpan(fieldKey(type.tag)), 'Object'],
    type.cases.map((one) => [
      one.values.map((value) => codeSpan(literal(value))).join(', '),
      typeLink(one.type, anchors),
    ]),
  );
