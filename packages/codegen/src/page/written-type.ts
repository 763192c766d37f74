import type { FieldModel, TypeModel } from '../contract/model.ts';
import { isIdentifier, literal } from '../literal.ts';

/** A type as the contract's author would write it. */
export const writtenType = (type: TypeModel): string => {
  switch (type.kind) {
    case 'bytes':
      return 'Uint8Array';
    case 'date':
      return 'Date';
    case 'literal':
      return literal(type.value);
    case 'enum':
      return type.values.map((value) => literal(value)).join(' | ');
    case 'option':
      return `${writtenType(type.of)} | undefined`;
    case 'union':
      return type.of.map(writtenType).join(' | ') || 'never';
    case 'variant':
      return type.cases.map((one) => writtenType(one.type)).join(' | ');
    case 'list':
      return isSum(type.of) ? `(${writtenType(type.of)})[]` : `${writtenType(type.of)}[]`;
    case 'tuple':
      return `[${type.of.map(writtenType).join(', ')}]`;
    case 'record':
      return `Record<string, ${writtenType(type.of)}>`;
    case 'stream':
      return `AsyncIterable<${writtenType(type.of)}>`;
    case 'object':
      return type.fields.length === 0 ? '{}' : `{ ${type.fields.map(writtenField).join('; ')} }`;
    case 'ref':
      return type.name;
    case 'stub':
      return type.owned ? `Owned<${type.name}>` : type.name;
    default:
      return type.kind;
  }
};

/** Whether a type is written with `|`. */
const isSum = (type: TypeModel): boolean => {
  if (type.kind === 'enum') return type.values.length > 1;
  if (type.kind === 'variant') return type.cases.length > 1;
  return type.kind === 'option' || type.kind === 'union';
};

/** The name of a field as code has it. */
export const fieldKey = (name: string): string => (isIdentifier(name) ? name : literal(name));

/** A field or a parameter as code has it. */
export const writtenField = ({ name, type, optional }: FieldModel): string =>
  `${fieldKey(name)}${optional ? '?' : ''}: ${writtenType(type)}`;
