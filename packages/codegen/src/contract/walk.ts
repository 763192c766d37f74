import type { FieldModel, MethodModel, TypeModel } from './model.ts';

/** The types that stand directly in a type. */
export const partsOf = (type: TypeModel): readonly TypeModel[] => {
  switch (type.kind) {
    case 'list':
    case 'record':
    case 'option':
    case 'stream':
      return [type.of];
    case 'tuple':
    case 'union':
      return type.of;
    case 'variant':
      return type.cases.map((one) => one.type);
    case 'object':
      return type.fields.map((field) => field.type);
    default:
      return [];
  }
};

/** The names of types and interfaces that a type is written with. */
export const namesOf = (type: TypeModel): string[] =>
  type.kind === 'ref' || type.kind === 'stub' ? [type.name] : partsOf(type).flatMap(namesOf);

/** A type in which other names stand for types and interfaces. */
export const renameIn = (type: TypeModel, rename: (name: string) => string): TypeModel => {
  const inner = (of: TypeModel) => renameIn(of, rename);
  switch (type.kind) {
    case 'ref':
    case 'stub':
      return { ...type, name: rename(type.name) };
    case 'list':
    case 'record':
    case 'option':
    case 'stream':
      return { ...type, of: inner(type.of) };
    case 'tuple':
    case 'union':
      return { ...type, of: type.of.map(inner) };
    case 'variant':
      return { ...type, cases: type.cases.map((one) => ({ ...one, type: inner(one.type) })) };
    case 'object':
      return { ...type, fields: type.fields.map((field) => renameInField(field, rename)) };
    default:
      return type;
  }
};

const renameInField = (field: FieldModel, rename: (name: string) => string): FieldModel => ({
  ...field,
  type: renameIn(field.type, rename),
});

/** A method in which other names stand for types and interfaces. */
export const renameInMethod = (method: MethodModel, rename: (name: string) => string): MethodModel => ({
  ...method,
  params: method.params.map((param) => renameInField(param, rename)),
  result: { ...method.result, type: renameIn(method.result.type, rename) },
});
