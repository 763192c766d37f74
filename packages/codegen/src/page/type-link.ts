import type { TypeModel } from '../contract/model.ts';
import { partsOf } from '../wit/reach.ts';
import { type Anchors, codeSpan } from './markdown.ts';
import { writtenType } from './written-type.ts';

/** The key under which a page's anchors have a type or an interface. */
export const typeKey = (name: string): string => `type ${name}`;

/**
 * A type as code; it leads to the type that it names. Where it names several, they follow it.
 *
 * @param type any type
 * @param anchors of the page
 */
export const typeLink = (type: TypeModel, anchors: Anchors): string => {
  const text = codeSpan(writtenType(type));
  const [only, ...others] = namesIn(type);
  if (only === undefined) return text;
  if (others.length === 0) return anchors.link(text, typeKey(only));
  return `${text} (${typeLinks(type, anchors).join(', ')})`;
};

/** Links to the types that a type names. */
export const typeLinks = (type: TypeModel, anchors: Anchors): string[] =>
  namesIn(type).map((name) => anchors.link(codeSpan(name), typeKey(name)));

const namesIn = (type: TypeModel): string[] => {
  const names = partsOf(type).flatMap((part) =>
    part.kind === 'ref' || part.kind === 'stub' ? [part.name] : [],
  );
  return [...new Set(names)];
};
