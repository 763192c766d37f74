import type { WireKind } from '@mortise/core';
import type { Node } from 'ts-morph';
import type { RawType, WrittenMember } from './raw-type.ts';
import { short } from './short.ts';

/** What a name stands for; none where there is a fault. */
export type Lookup = (name: string) => RawType | undefined;

/** A member of a union, once nested unions are taken apart. */
export interface Atom {
  /** The type as a model has it, a reference where it has a name. */
  readonly type: RawType;
  /** The type that names lead to. */
  readonly target: RawType;
  /** The place of the written member that it comes from. */
  readonly from: number;
  readonly node: Node | undefined;
}

/**
 * The members of a union without unions among them.
 *
 * @param members as written
 * @param lookup finds what names stand for
 */
export const atomsOf = (members: readonly WrittenMember[], lookup: Lookup): Atom[] =>
  members.flatMap(({ type, node }, from) =>
    takeApart(type, lookup).map(({ type: one, target, node: inner }) => ({
      type: one,
      target,
      from,
      node: inner ?? node,
    })),
  );

interface Part {
  readonly type: RawType;
  readonly target: RawType;
  readonly node?: Node | undefined;
}

/** What names were taken apart into; names that hold each other twice would take ages otherwise. */
const namedParts = new WeakMap<Lookup, Map<string, readonly Part[]>>();

const partsOfName = (name: string, target: RawType, lookup: Lookup): readonly Part[] => {
  const known = namedParts.get(lookup) ?? new Map<string, readonly Part[]>();
  namedParts.set(lookup, known);
  const parts = known.get(name) ?? takeApart(target, lookup);
  known.set(name, parts);
  return parts;
};

/** The parts, each once: which of the same ones a message names is all one. */
const once = (parts: readonly Part[]): Part[] => {
  const keys = new Map<unknown, Part>();
  for (const part of parts) {
    const key = part.type.kind === 'ref' ? part.type.name : part.type;
    if (!keys.has(key)) keys.set(key, part);
  }
  return [...keys.values()];
};

const takeApart = (type: RawType, lookup: Lookup): readonly Part[] => {
  const inner = (of: RawType) => takeApart(of, lookup);
  switch (type.kind) {
    case 'ref': {
      const target = lookup(type.name) ?? { kind: 'refused' };
      const isOne = !isUnion(target) && target.kind !== 'ref';
      // A name of one thing stays; of several, each is looked at by itself.
      return isOne ? [{ type, target }] : partsOfName(type.name, target, lookup);
    }
    case 'written':
      return once(type.members.flatMap(({ type: of, node }) => inner(of).map((part) => ({ node, ...part }))));
    case 'option':
      return [...inner(type.of), { type: { kind: 'undefined' }, target: { kind: 'undefined' } }];
    case 'union':
      return type.of.flatMap(inner);
    case 'variant':
      return type.cases.flatMap((one) => inner(one.type));
    case 'enum':
      return type.values.flatMap((value) => inner({ kind: 'literal', value }));
    default:
      return [{ type, target: type }];
  }
};

const isUnion = ({ kind }: RawType): boolean =>
  kind === 'written' || kind === 'option' || kind === 'union' || kind === 'variant' || kind === 'enum';

/** What the values of a type are at run time; none for what stands in no union. */
export const kindOfType = (type: RawType): WireKind | undefined => {
  switch (type.kind) {
    case 'string':
    case 'number':
    case 'boolean':
    case 'null':
    case 'undefined':
    case 'bytes':
    case 'bigint':
    case 'date':
    case 'list':
      return type.kind;
    case 'literal':
      return typeof type.value as WireKind;
    case 'u64':
    case 's64':
      return 'bigint';
    case 'u8':
    case 'u16':
    case 'u32':
    case 's8':
    case 's16':
    case 's32':
      return 'number';
    case 'tuple':
      return 'list';
    case 'object':
    case 'record':
    case 'stub':
      return 'object';
    default:
      return undefined;
  }
};

/** How a message names a member of a union. */
export const nameOfAtom = ({ type, node }: Atom): string => {
  if (type.kind === 'ref' || type.kind === 'stub') return `'${type.name}'`;
  if (type.kind === 'literal') return JSON.stringify(type.value);
  return node ? `'${short(node.getText())}'` : `'${type.kind}'`;
};
