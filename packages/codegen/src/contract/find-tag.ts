import type { RawType } from './raw-type.ts';
import type { Lookup } from './union-atoms.ts';

type Value = string | number | boolean;

/** The field that tells the objects of a union apart, and what it holds in each. */
export interface Tag {
  readonly name: string;
  /** In the order of the objects. */
  readonly values: readonly (readonly Value[])[];
}

/**
 * The first field of the first object that holds literals in every object, no two of which share one.
 *
 * @param objects the members of a union
 * @param lookup finds what names stand for
 */
export const findTag = (objects: readonly RawType[], lookup: Lookup): Tag | undefined => {
  const [first] = objects;
  for (const { name } of first?.kind === 'object' ? first.fields : []) {
    const values = objects.map((object) => valuesOf(object, name, lookup));
    const all = values.flat();
    if (values.every((list) => list.length > 0) && new Set(all).size === all.length) return { name, values };
  }
  return undefined;
};

const valuesOf = (object: RawType, name: string, lookup: Lookup): readonly Value[] => {
  const field = object.kind === 'object' ? object.fields.find((one) => one.name === name) : undefined;
  return field && !field.optional ? [...new Set(literalsOf(field.type, lookup))] : [];
};

/** The literals behind names, each looked for once. */
const namedLiterals = new WeakMap<Lookup, Map<string, readonly Value[]>>();

const literalsOfName = (name: string, lookup: Lookup): readonly Value[] => {
  const known = namedLiterals.get(lookup) ?? new Map<string, readonly Value[]>();
  namedLiterals.set(lookup, known);
  const target = lookup(name);
  const literals = known.get(name) ?? (target ? literalsOf(target, lookup) : []);
  known.set(name, literals);
  return literals;
};

/** The literals that a type consists of; none where it has other values too. */
const literalsOf = (type: RawType, lookup: Lookup): readonly Value[] => {
  switch (type.kind) {
    case 'literal':
      return [type.value];
    case 'enum':
      return type.values;
    case 'ref':
      return literalsOfName(type.name, lookup);
    case 'written': {
      const each = type.members.map((member) => literalsOf(member.type, lookup));
      return each.some((list) => list.length === 0) ? [] : [...new Set(each.flat())];
    }
    default:
      return [];
  }
};
