import type { FieldModel, MethodModel, TypeModel } from './model.ts';

/** The names of types and interfaces that a type is written with. */
export const namesOf = (type: TypeModel): string[] => {
  switch (type.kind) {
    case 'ref':
    case 'stub':
      return [type.name];
    case 'list':
    case 'record':
    case 'option':
    case 'stream':
      return namesOf(type.of);
    case 'tuple':
    case 'union':
      return type.of.flatMap(namesOf);
    case 'variant':
      return type.cases.flatMap((one) => namesOf(one.type));
    case 'object':
      return type.fields.flatMap((field) => namesOf(field.type));
    default:
      return [];
  }
};

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
