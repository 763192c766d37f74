import { unexpectedShape } from '../errors.ts';

/** One member of an object or one item of a list, by the places of its parts in the text. */
export interface Entry {
  /** None in a list. */
  readonly key?: string;
  readonly start: number;
  readonly value: number;
  readonly end: number;
}

/** An object or a list that was found in a text. */
export interface Container {
  readonly open: number;
  readonly close: number;
  readonly entries: readonly Entry[];
}

/**
 * Finds a place in the text of a valid JSON document, going down as far as the text does.
 *
 * @param last whether an object or a list is looked for at the path's end; for an object, its last key
 *   is left to the caller
 * @returns the innermost container, and the keys that it lacks
 * @throws MortiseError `unexpected_shape` where something else stands on the way
 */
export const descend = (
  text: string,
  file: string,
  path: readonly string[],
  last: '{' | '[',
): { container: Container; rest: readonly string[] } => {
  let container = read(text, text.search(/[^\s\uFEFF]/), '{', file, []);
  for (const [index, key] of path.entries()) {
    const isLast = index === path.length - 1;
    const found = container.entries.find((entry) => entry.key === key);
    if (!found || (isLast && last === '{')) return { container, rest: path.slice(index) };
    container = read(text, found.value, isLast ? '[' : '{', file, path.slice(0, index + 1));
  }
  return { container, rest: [] };
};

const read = (
  text: string,
  open: number,
  bracket: '{' | '[',
  file: string,
  path: readonly string[],
): Container => {
  if (text[open] !== bracket) {
    const wanted = bracket === '{' ? 'an object' : 'a list';
    const place = path.length === 0 ? 'it' : `'${path.join('.')}'`;
    throw unexpectedShape(file, place, wanted);
  }
  const entries: Entry[] = [];
  let at = skipSpace(text, open + 1);
  while (text[at] !== '}' && text[at] !== ']') {
    const start = at;
    const key = bracket === '{' ? JSON.parse(text.slice(at, skipValue(text, at))) : undefined;
    const value = key === undefined ? at : skipSpace(text, skipSpace(text, skipValue(text, at)) + 1);
    const end = skipValue(text, value);
    entries.push({ ...(key === undefined ? {} : { key }), start, value, end });
    at = skipSpace(text, end);
    if (text[at] === ',') at = skipSpace(text, at + 1);
  }
  return { open, close: at, entries };
};

const skipSpace = (text: string, at: number): number => {
  let end = at;
  while (/\s/.test(text[end] ?? '')) end += 1;
  return end;
};

const skipValue = (text: string, start: number): number => {
  const token = /"(?:[^"\\]|\\.)*"|[{}[\]]|[^\s,:{}[\]"]+/g;
  token.lastIndex = start;
  let depth = 0;
  for (let found = token.exec(text); found; found = token.exec(text)) {
    if ('{['.includes(found[0])) depth += 1;
    if ('}]'.includes(found[0])) depth -= 1;
    if (depth === 0) break;
  }
  return token.lastIndex;
};
