import type { TypeModel } from '../contract/model.ts';
import { codeName, isIdentifier, literal } from '../literal.ts';

/** Which way a value goes: lists that come in are not changed, lists that go out are the caller's. */
type Direction = 'in' | 'out';

/**
 * A type of a contract as TypeScript.
 *
 * @param type as the contract's model has it
 * @param direction whether the value is a parameter or a result
 */
export const typeText = (type: TypeModel, direction: Direction): string => {
  const inner = (of: TypeModel) => typeText(of, direction);
  switch (type.kind) {
    case 'bytes':
      return 'Uint8Array';
    case 'literal':
      return literal(type.value);
    case 'ref':
      return codeName(type.name);
    case 'record':
      return `Record<string, ${inner(type.of)}>`;
    case 'list': {
      const of = inner(type.of);
      const item = /^readonly | \| /.test(of) ? `(${of})` : of;
      return direction === 'in' ? `readonly ${item}[]` : `${item}[]`;
    }
    case 'tuple':
      return `${direction === 'in' ? 'readonly ' : ''}[${type.of.map(inner).join(', ')}]`;
    case 'union':
      return type.of.map(inner).join(' | ');
    case 'object': {
      const fields = type.fields.map(({ name, optional, type: of }) => {
        const key = isIdentifier(name) ? name : literal(name);
        return `${key}${optional ? '?' : ''}: ${inner(of)}`;
      });
      return fields.length > 0 ? `{ ${fields.join('; ')} }` : '{}';
    }
    case 'string':
    case 'number':
    case 'boolean':
    case 'null':
    case 'undefined':
    case 'void':
      return type.kind;
    default:
      throw new Error(`Cannot write a type of kind ${JSON.stringify((type as { kind: unknown }).kind)}`);
  }
};

/** The names of a contract's types that a type is written with. */
export const typeNames = (type: TypeModel): string[] => {
  switch (type.kind) {
    case 'ref':
      return [type.name];
    case 'list':
    case 'record':
      return typeNames(type.of);
    case 'tuple':
    case 'union':
      return type.of.flatMap(typeNames);
    case 'object':
      return type.fields.flatMap((field) => typeNames(field.type));
    default:
      return [];
  }
};
