import type { RawType } from './raw-type.ts';
import type { Lookup } from './union-atoms.ts';

/**
 * Whether a type leads back to its own name.
 *
 * @param name that of the type
 * @param lookup finds what names stand for
 */
export const holdsItself = (name: string, lookup: Lookup): boolean => {
  const seen = new Set<string>();
  const open = partsOf(lookup(name));
  for (let part = open.pop(); part; part = open.pop()) {
    if (part.kind !== 'ref') open.push(...partsOf(part));
    else if (part.name === name) return true;
    else if (!seen.has(part.name)) {
      seen.add(part.name);
      open.push(...partsOf(lookup(part.name)));
    }
  }
  return false;
};

/** What stands directly in a type; of a name, the name. */
const partsOf = (type: RawType | undefined): RawType[] => {
  switch (type?.kind) {
    case 'list':
    case 'record':
    case 'option':
    case 'stream':
      return [type.of];
    case 'tuple':
    case 'union':
      return [...type.of];
    case 'variant':
      return type.cases.map((one) => one.type);
    case 'object':
      return type.fields.map((field) => field.type);
    case 'written':
      return type.members.map((member) => member.type);
    case 'ref':
      return [type];
    default:
      return [];
  }
};
