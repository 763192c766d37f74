import type { WireKey } from '@mortise/core';
import type { ContractModel, TypeModel } from '../contract/model.ts';
import { namePart } from './names.ts';
import { namedType } from './value-kinds.ts';

/** Where a type stands in a contract. */
export interface Place {
  /** What a function for the type is called there, if it has no name of its own. */
  readonly name: string;
  /** Whether the receiver owns the stubs of the value whatever their type says, as it does those of a result. */
  readonly owned: boolean;
}

/** A place inside another one. */
export const inside = ({ name, owned }: Place, key: WireKey): Place => ({
  name: name + namePart(String(key)),
  owned,
});

/** Whether values hold stubs that a result hands over and a parameter only lends. */
export const lends = (type: TypeModel, model: ContractModel, seen = new Set<string>()): boolean => {
  switch (type.kind) {
    case 'stub':
      return !type.owned;
    case 'list':
    case 'record':
    case 'option':
    case 'stream':
      return lends(type.of, model, seen);
    case 'tuple':
    case 'union':
      return type.of.some((one) => lends(one, model, seen));
    case 'object':
      return type.fields.some((field) => lends(field.type, model, seen));
    case 'variant':
      return type.cases.some((one) => lends(one.type, model, seen));
    case 'ref': {
      if (seen.has(type.name)) return false;
      seen.add(type.name);
      return lends(namedType(type.name, model), model, seen);
    }
    default:
      return false;
  }
};
