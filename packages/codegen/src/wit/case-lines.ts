import type { FieldModel, TypeModel } from '../contract/model.ts';
import { oneLine } from './comment.ts';
import { caseName, Names, witName } from './names.ts';

/** The fields that say something: one that is always the same does not. */
export const said = (fields: readonly FieldModel[]): FieldModel[] =>
  fields.filter(({ type, optional }) => optional || (type.kind !== 'literal' && !isNothing(type)));

/** Whether all values of a type are the same one. */
export const isNothing = ({ kind }: TypeModel): boolean =>
  kind === 'null' || kind === 'undefined' || kind === 'void';

/** The cases of an enum. */
export const cases = (values: readonly (string | number)[]): string[] => {
  const names = new Names();
  return values.flatMap((value) => {
    const name = names.claim(caseName(value));
    return [...(name === value ? [] : [`/// ${spoken(value)}`]), `${witName(name)},`];
  });
};

/** A value as a comment says it. */
export const spoken = (value: string | number | boolean): string => oneLine(JSON.stringify(value));

/** How a member of a union is called that has no name. */
export const wordFor = (type: TypeModel): string => {
  switch (type.kind) {
    case 'literal':
      return typeof type.value;
    case 'enum':
      return typeof type.values[0];
    case 'variant':
    case 'record':
      return 'object';
    case 'tuple':
      return 'list';
    default:
      return type.kind;
  }
};
