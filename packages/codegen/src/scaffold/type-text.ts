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
    case 'date':
      return 'Date';
    case 'literal':
      return literal(type.value);
    case 'enum':
      return type.values.map((value) => literal(value)).join(' | ');
    case 'ref':
      return codeName(type.name);
    case 'stub':
      return type.owned ? `Owned<${codeName(type.name)}>` : codeName(type.name);
    case 'stream':
      return `AsyncIterable<${inner(type.of)}>`;
    case 'record':
      return `Record<string, ${inner(type.of)}>`;
    case 'list': {
      const of = inner(type.of);
      const item = /^readonly | \| /.test(of) ? `(${of})` : of;
      return direction === 'in' ? `readonly ${item}[]` : `${item}[]`;
    }
    case 'tuple':
      return `${direction === 'in' ? 'readonly ' : ''}[${type.of.map(inner).join(', ')}]`;
    case 'option':
      return `${inner(type.of)} | undefined`;
    case 'union':
      return type.of.map(inner).join(' | ');
    case 'variant':
      return type.cases.map((one) => inner(one.type)).join(' | ');
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
    case 'bigint':
    case 'null':
    case 'undefined':
    case 'void':
    case 'u8':
    case 'u16':
    case 'u32':
    case 'u64':
    case 's8':
    case 's16':
    case 's32':
    case 's64':
      return type.kind;
    default:
      return unknownKind(type);
  }
};

const unknownKind = (type: never): never => {
  throw new Error(`Cannot write a type of kind ${JSON.stringify((type as { kind: unknown }).kind)}`);
};

/** The names of core that a type is written with. */
export const coreNames = (type: TypeModel): string[] => {
  switch (type.kind) {
    case 'stub':
      return type.owned ? ['Owned'] : [];
    case 'list':
    case 'record':
    case 'option':
    case 'stream':
      return coreNames(type.of);
    case 'tuple':
    case 'union':
      return type.of.flatMap(coreNames);
    case 'variant':
      return type.cases.flatMap((one) => coreNames(one.type));
    case 'object':
      return type.fields.flatMap((field) => coreNames(field.type));
    default:
      return /^[us]\d+$/.test(type.kind) ? [type.kind] : [];
  }
};
