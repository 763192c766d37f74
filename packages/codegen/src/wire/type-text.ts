import type { FieldModel, TypeModel } from '../contract/model.ts';
import { isIdentifier, literal } from '../literal.ts';
import { fieldName } from './names.ts';

/** What is done with values of a type: one that is read is a fresh one, and nobody else's. */
type Use = 'write' | 'read';

/**
 * A type as TypeScript: as wide as possible where values are written, as narrow as possible where they
 * are read, so that either fits what the contract says of it.
 *
 * @param typeName what the module calls a named type
 */
export const typeText = (type: TypeModel, use: Use, typeName: (name: string) => string): string => {
  const text = (of: TypeModel): string => typeText(of, use, typeName);
  const field = ({ name, type: of, optional }: FieldModel): string => {
    const key = isIdentifier(fieldName(name)) ? name : literal(name);
    if (!optional) return `${key}: ${text(of)}`;
    return `${key}?: ${text(of)}${use === 'write' ? ' | undefined' : ''}`;
  };
  switch (type.kind) {
    case 'bytes':
      return 'Uint8Array';
    case 'date':
      return 'Date';
    case 'u64':
    case 's64':
    case 'bigint':
      return 'bigint';
    case 'string':
    case 'number':
    case 'boolean':
    case 'null':
    case 'undefined':
    case 'void':
      return type.kind;
    case 'literal':
      return literal(type.value);
    case 'enum':
      return type.values.map((value) => literal(value)).join(' | ');
    case 'option':
      return `${text(type.of)} | undefined`;
    case 'union':
      return type.of.map(text).join(' | ');
    case 'list': {
      const of = text(type.of);
      const item = /^readonly | \| /.test(of) ? `(${of})` : of;
      return use === 'write' ? `readonly ${item}[]` : `${item}[]`;
    }
    case 'tuple':
      return `${use === 'write' ? 'readonly ' : ''}[${type.of.map(text).join(', ')}]`;
    case 'record':
      return use === 'write'
        ? `Readonly<Record<string, ${text(type.of)}>>`
        : `Record<string, ${text(type.of)}>`;
    case 'stream':
      return `AsyncIterable<${text(type.of)}>`;
    case 'object':
      return type.fields.length === 0 ? '{}' : `{ ${type.fields.map(field).join('; ')} }`;
    case 'variant':
      return type.cases.map((one) => text(one.type)).join(' | ');
    case 'ref':
    case 'stub':
      return typeName(type.name);
    case 'u8':
    case 'u16':
    case 'u32':
    case 's8':
    case 's16':
    case 's32':
      return 'number';
    default:
      throw new Error(`Cannot write a type of kind ${JSON.stringify((type as { kind: unknown }).kind)}`);
  }
};
