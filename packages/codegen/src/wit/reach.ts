import type { ContractModel, MethodModel, TypeModel } from '../contract/model.ts';

/** What a type is made of, itself among it. Named types and interfaces are not entered. */
export const partsOf = (type: TypeModel): TypeModel[] => {
  const parts = [type];
  // The list grows while it is read.
  for (const part of parts) parts.push(...innerTypes(part));
  return parts;
};

const innerTypes = (type: TypeModel): readonly TypeModel[] => {
  switch (type.kind) {
    case 'list':
    case 'record':
    case 'option':
    case 'stream':
      return [type.of];
    case 'tuple':
    case 'union':
      return type.of;
    case 'variant':
      return type.cases.map((one) => one.type);
    case 'object':
      return type.fields.map((field) => field.type);
    default:
      return [];
  }
};

/** What a type is made of, named types entered. */
export const allPartsOf = (type: TypeModel, types: ContractModel['types']): TypeModel[] => {
  const seen = new Set<string>();
  const parts = partsOf(type);
  for (const part of parts) {
    if (part.kind !== 'ref' || seen.has(part.name)) continue;
    seen.add(part.name);
    parts.push(...partsOf(named(types, part.name)));
  }
  return parts;
};

/** The named types that hold objects with methods or streams, themselves or in another named type. */
export const objectHolders = (types: ContractModel['types']): ReadonlySet<string> => {
  const users = new Map<string, string[]>();
  const holders = new Set<string>();
  for (const [name, { type }] of Object.entries(types)) {
    for (const part of partsOf(type)) {
      if (part.kind === 'stub' || part.kind === 'stream') holders.add(name);
      if (part.kind === 'ref') users.set(part.name, [...(users.get(part.name) ?? []), name]);
    }
  }
  // The set grows while it is read.
  for (const name of holders) {
    for (const user of users.get(name) ?? []) holders.add(user);
  }
  return holders;
};

/** Whether a type holds objects with methods or streams. */
export const holdsObjects = (type: TypeModel, holders: ReadonlySet<string>): boolean =>
  partsOf(type).some(
    (part) =>
      part.kind === 'stub' || part.kind === 'stream' || (part.kind === 'ref' && holders.has(part.name)),
  );

/**
 * The type of that name.
 *
 * @throws Error for a model that lacks it
 */
export const named = (types: ContractModel['types'], name: string): TypeModel => {
  const found = Object.hasOwn(types, name) ? types[name] : undefined;
  if (!found) throw new Error(`Cannot find type ${JSON.stringify(name)} in the contract's model`);
  return found.type;
};

/** The types of a method's parameters and of its result. */
export const typesOf = ({ params, result }: MethodModel): TypeModel[] => [
  ...params.map((param) => param.type),
  result.type,
];
