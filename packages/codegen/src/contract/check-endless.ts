import type { FieldModel, NamedTypeModel, TypeModel } from './model.ts';
import { namesOf } from './walk.ts';

/**
 * The types of which no value can be made, because each holds another one of itself.
 *
 * @param types the named types of a model
 * @returns their names
 */
export const endlessTypes = (types: Readonly<Record<string, NamedTypeModel>>): string[] => {
  const ending = new Set<string>();
  const ends = (type: TypeModel): boolean => {
    switch (type.kind) {
      case 'ref':
        return ending.has(type.name);
      case 'tuple':
        return type.of.every(ends);
      case 'union':
        return type.of.some(ends);
      case 'variant':
        return type.cases.some((one) => ends(one.type));
      case 'object':
        return type.fields.every(({ type: of, optional }: FieldModel) => optional || ends(of));
      default:
        return true;
    }
  };
  const open = new Map(Object.entries(types));
  for (let before = -1; before !== ending.size; ) {
    before = ending.size;
    for (const [name, { type }] of open) {
      if (!ends(type)) continue;
      ending.add(name);
      open.delete(name);
    }
  }
  // Whoever only holds an endless type has no fault of its own.
  return [...open.keys()].filter((name) => reaches(types, name));
};

const reaches = (types: Readonly<Record<string, NamedTypeModel>>, name: string): boolean => {
  const seen = new Set<string>();
  const next = (of: string) => (types[of] ? namesOf(types[of].type) : []);
  const open = next(name);
  for (let one = open.pop(); one !== undefined; one = open.pop()) {
    if (one === name) return true;
    if (!seen.has(one)) open.push(...next(one));
    seen.add(one);
  }
  return false;
};
