import type { TypeModel } from '../contract/model.ts';

const tooLong = 60;

/** A type in a few words, for messages: as TypeScript writes it where that is short. */
export const typeLabel = (type: TypeModel | undefined): string => {
  const text = type === undefined ? 'nothing' : write(type);
  return text.length > tooLong ? `${text.slice(0, tooLong - 1)}…` : text;
};

const write = (type: TypeModel): string => {
  switch (type.kind) {
    case 'literal':
      return JSON.stringify(type.value);
    case 'enum':
      return type.values.map((value) => JSON.stringify(value)).join(' | ');
    case 'list':
      return `${bracket(type.of)}[]`;
    case 'record':
      return `Record<string, ${write(type.of)}>`;
    case 'option':
      return `${write(type.of)} | undefined`;
    case 'stream':
      return `AsyncIterable<${write(type.of)}>`;
    case 'tuple':
      return `[${type.of.map(write).join(', ')}]`;
    case 'union':
      return type.of.map(write).join(' | ');
    case 'variant':
      return type.cases.map(({ type: one }) => write(one)).join(' | ');
    case 'object':
      return `{ ${type.fields.map(({ name, optional }) => `${name}${optional ? '?' : ''}`).join(', ')} }`;
    case 'ref':
      return type.name;
    case 'stub':
      return type.owned ? `Owned<${type.name}>` : type.name;
    case 'bytes':
      return 'Uint8Array';
    case 'date':
      return 'Date';
    default:
      return type.kind;
  }
};

const bracket = (type: TypeModel): string => {
  const text = write(type);
  return / \| /.test(text) ? `(${text})` : text;
};
