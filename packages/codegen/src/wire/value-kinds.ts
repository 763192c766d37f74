import type { WireKind } from '@mortise/core';
import type { ContractModel, TypeModel } from '../contract/model.ts';

/**
 * What the values of a type are at run time; a union's are of several kinds.
 *
 * @param model where named types are looked up
 */
export const valueKinds = (type: TypeModel, model: ContractModel): WireKind[] => {
  switch (type.kind) {
    case 'literal':
      return [typeof type.value as WireKind];
    case 'enum':
      return [...new Set(type.values.map((value) => typeof value as WireKind))];
    case 'u8':
    case 'u16':
    case 'u32':
    case 's8':
    case 's16':
    case 's32':
      return ['number'];
    case 'u64':
    case 's64':
      return ['bigint'];
    case 'void':
      return ['undefined'];
    case 'list':
    case 'tuple':
      return ['list'];
    case 'object':
    case 'record':
    case 'stream':
    case 'stub':
    case 'variant':
      return ['object'];
    case 'option':
      return [...new Set([...valueKinds(type.of, model), 'undefined' as const])];
    case 'union':
      return [...new Set(type.of.flatMap((one) => valueKinds(one, model)))];
    case 'ref':
      return valueKinds(namedType(type.name, model), model);
    default:
      return [type.kind];
  }
};

/** @throws Error where the model lacks it */
export const namedType = (name: string, model: ContractModel): TypeModel => {
  const found = Object.hasOwn(model.types, name) ? model.types[name] : undefined;
  if (!found) throw new Error(`Cannot find type ${JSON.stringify(name)} of '${model.id}'`);
  return found.type;
};

const words: Readonly<Record<WireKind, string>> = {
  string: 'a string',
  number: 'a number',
  boolean: 'true or false',
  null: 'null',
  undefined: 'undefined',
  bytes: 'a Uint8Array',
  bigint: 'a bigint',
  date: 'a Date',
  list: 'a list',
  object: 'an object',
};

/** Kinds as a message says them: `a string, a list or null`. */
export const kindsText = (kinds: readonly WireKind[]): string => {
  const all = kinds.map((kind) => words[kind]);
  return all.length < 2 ? all.join('') : `${all.slice(0, -1).join(', ')} or ${all.at(-1)}`;
};
