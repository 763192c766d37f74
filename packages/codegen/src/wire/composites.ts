import type { ContractModel, TypeModel } from '../contract/model.ts';
import { isIdentifier, literal } from '../literal.ts';
import { bracketed } from './layout.ts';
import { fieldName, isInherited, localNames } from './names.ts';
import { inside, type Place } from './place.ts';
import { kindsText, valueKinds } from './value-kinds.ts';

type OfKind<Kind extends TypeModel['kind']> = Extract<TypeModel, { readonly kind: Kind }>;

/** What the functions of composite types are made of. */
export interface Parts {
  readonly model: ContractModel;
  /** A statement that writes a value where it may be absent: as a field, a parameter or in a tuple. */
  writeField(type: TypeModel, value: string, at: string, place: Place): string;
  /** An expression that reads what {@link writeField} writes. */
  readField(type: TypeModel, at: string, place: Place): string;
  /** An expression that writes a value. */
  writeValue(type: TypeModel, value: string, at: string, place: Place): string;
  /** An expression that reads a value. */
  readValue(type: TypeModel, at: string, place: Place): string;
  /** The constant that holds some values. */
  values(list: readonly unknown[], place: Place): string;
  /** The type of a value that is written. */
  written(type: TypeModel): string;
}

/**
 * What a function does that writes `value` of a composite type.
 *
 * @returns nothing for a type that one expression writes
 */
export const writeLines = (type: TypeModel, parts: Parts, place: Place): string[] | undefined => {
  switch (type.kind) {
    case 'object':
      return writeObject(type, parts, place);
    case 'tuple':
      return writeTuple(type.of, parts, place);
    case 'union':
      return writeUnion(type.of, parts, place);
    case 'variant':
      return writeVariant(type, parts, place);
    case 'option':
      return [parts.writeField(type, 'value', 'at', place)];
    default:
      return undefined;
  }
};

/**
 * What a function does that reads a composite type.
 *
 * @param made the type of the value while it is made
 * @returns nothing for a type that one expression reads
 */
export const readLines = (
  type: TypeModel,
  parts: Parts,
  place: Place,
  made: () => string,
): string[] | undefined => {
  switch (type.kind) {
    case 'object':
      return readObject(type, parts, place, made);
    case 'tuple':
      return readTuple(type.of, parts, place, made());
    case 'union':
      return readUnion(type.of, parts, place);
    case 'variant':
      return readVariant(type, parts, place);
    default:
      return undefined;
  }
};

/** The fields of an object, each with a variable of its own. */
const named = ({ fields }: OfKind<'object'>) => {
  const names = fields.map(({ name }) => name);
  const locals = localNames(names, ['at', 'value', 'r', 'w']);
  return fields.map(({ name, type, optional = false }, index) => ({
    name,
    optional,
    type: optional ? ({ kind: 'option', of: type } as const) : type,
    local: locals[index] as string,
  }));
};

const writeObject = (object: OfKind<'object'>, parts: Parts, place: Place): string[] => {
  const lines = named(object).flatMap(({ name, type, optional, local }) => {
    const [at, own] = [literal(name), inside(place, name)];
    if (!optional || !isInherited(name)) return parts.writeField(type, member(name), at, own);
    const get = `const ${local} = Object.hasOwn(value, ${at}) ? ${member(name)} : undefined;`;
    return [get, parts.writeField(type, local, at, own)];
  });
  return ['w.object(value, at);', ...lines, 'w.end();'];
};

const readObject = (object: OfKind<'object'>, parts: Parts, place: Place, draft: () => string): string[] => {
  const fields = named(object);
  const lines = fields.map(
    ({ name, type, local }) =>
      `const ${local} = ${parts.readField(type, literal(name), inside(place, name))};`,
  );
  const required = fields.filter(({ optional }) => !optional).map(({ name, local }) => entry(name, local));
  const maybe = fields.filter(({ optional }) => optional);
  // TypeScript takes no object that lacks a field for one with a field that every object inherits.
  const spread = maybe
    .filter(({ name }) => isInherited(name))
    .map(({ name, local }) => `...(${local} !== undefined && { ${entry(name, local)} })`);
  const sets = maybe
    .filter(({ name }) => !isInherited(name))
    .map(({ name, local }) => `if (${local} !== undefined) ${member(name)} = ${local};`);
  const entries = [...required, ...spread];
  const made = entries.length > 0 ? `{ ${entries.join(', ')} }` : '{}';
  const start = ['r.object(at);', ...lines, 'r.end();'];
  if (sets.length === 0) return [...start, `return ${made};`];
  return [...start, `const value: ${draft()} = ${made};`, ...sets, 'return value;'];
};

const writeTuple = (of: readonly TypeModel[], parts: Parts, place: Place): string[] => {
  const write = (type: TypeModel, index: number): string =>
    parts.writeField(type, `value[${index}]`, `${index}`, inside(place, index));
  return [`w.tuple(value, at, ${of.length});`, ...of.map(write), 'w.leave();'];
};

const readTuple = (of: readonly TypeModel[], parts: Parts, place: Place, made: string): string[] => {
  const values = of.map((type, index) => parts.readField(type, `${index}`, inside(place, index)));
  const value = bracketed(`const value: ${made} = `, values, 2);
  return [`r.tuple(at, ${of.length});`, `${value};`, 'r.leave();', 'return value;'];
};

const writeUnion = (of: readonly TypeModel[], parts: Parts, place: Place): string[] => {
  const cases = members(of, parts, place, (type, own) => {
    if (type.kind === 'null' || type.kind === 'undefined') return `w.${type.kind}(${type.kind}, at)`;
    return parts.writeValue(type, `value as ${parts.written(type)}`, 'at', own);
  });
  const fail = `return w.fail(at, ${expected(of, parts)}, value);`;
  return ['switch (w.union(value, at)) {', ...cases, '  default:', `    ${fail}`, '}'];
};

const readUnion = (of: readonly TypeModel[], parts: Parts, place: Place): string[] => {
  const cases = members(of, parts, place, (type, own) => parts.readValue(type, 'at', own));
  const fail = `return r.fail(at, ${expected(of, parts)}, kind);`;
  const start = ['const kind = r.union(at);', 'switch (kind) {'];
  return [...start, ...cases, '  default:', `    ${fail}`, '}'];
};

const members = (
  of: readonly TypeModel[],
  { model }: Parts,
  place: Place,
  code: (type: TypeModel, place: Place) => string,
): string[] =>
  of.flatMap((type) => {
    const kinds = valueKinds(type, model);
    return labelled(kinds, code(type, inside(place, kinds[0] ?? '')));
  });

const expected = (of: readonly TypeModel[], { model }: Parts): string =>
  literal(kindsText(valueKinds({ kind: 'union', of }, model)));

const writeVariant = ({ tag, cases }: OfKind<'variant'>, parts: Parts, place: Place): string[] => {
  const tagged = isIdentifier(fieldName(tag)) ? `value?.${tag}` : `value?.[${literal(tag)}]`;
  const lines = cases.flatMap(({ values, type }) =>
    labelled(values, parts.writeValue(type, 'value', 'at', inside(place, String(values[0])))),
  );
  return [
    `w.oneOf(${tagged}, at, ${tagValues(cases, parts, inside(place, tag))});`,
    `switch (${member(tag)}) {`,
    ...lines,
    '}',
  ];
};

const readVariant = ({ tag, cases }: OfKind<'variant'>, parts: Parts, place: Place): string[] => {
  const lines = cases.flatMap(({ values, type }) =>
    labelled(values, parts.readValue(type, 'at', inside(place, String(values[0])))),
  );
  return [`switch (r.oneOf(at, ${tagValues(cases, parts, inside(place, tag))})) {`, ...lines, '}'];
};

const tagValues = (cases: OfKind<'variant'>['cases'], parts: Parts, place: Place): string =>
  parts.values(
    cases.flatMap(({ values }) => values),
    place,
  );

/** The part of a `switch` that stands for some values. */
const labelled = (values: readonly (string | number | boolean)[], code: string): string[] => [
  ...values.map((value) => `  case ${literal(value)}:`),
  `    return ${code};`,
];

/** A field of `value`, as code. */
const member = (name: string): string =>
  isIdentifier(fieldName(name)) ? `value.${name}` : `value[${literal(name)}]`;

/** A field in an object that is made, as code. */
const entry = (name: string, local: string): string => {
  if (name === local) return name;
  return `${isIdentifier(name) ? name : literal(name)}: ${local}`;
};
