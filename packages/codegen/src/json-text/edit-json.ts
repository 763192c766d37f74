import { openJson } from '@mortise/json';
import { type Container, descend, type Entry } from './json-text.ts';

/**
 * Sets a value in the text of a JSON document and leaves all else as it is written. A new key goes
 * between its neighbours where the keys are sorted, else behind the last one; those of a whole document
 * have an order of their own.
 *
 * @param text the whole text
 * @param file how messages name it
 * @param path the keys that lead to the value; objects that are missing on the way are made
 * @param value what to set
 * @throws MortiseError `invalid_document`; `unexpected_shape` where something else than an object stands on the way
 */
export const setJson = (text: string, file: string, path: readonly string[], value: unknown): string => {
  openJson(text, file, { what: 'JSON document' }).check();
  const { container, rest } = descend(text, file, path, '{');
  const [key, ...missing] = rest;
  if (key === undefined) throw new TypeError('A path has at least one key');
  const found = container.entries.find((entry) => entry.key === key);
  if (found) return splice(text, found.value, found.end, format(text, value, indentAt(text, found.start)));
  const whole = missing.reduceRight<unknown>((inner, one) => ({ [one]: inner }), value);
  const keys = container.entries.map((entry) => entry.key ?? '');
  const isInner = rest.length < path.length;
  const isSorted = isInner && keys.every((one, index) => index === 0 || (keys[index - 1] ?? '') < one);
  const before = isSorted ? keys.findIndex((one) => one > key) : -1;
  return insert(text, container, before === -1 ? keys.length : before, (indent) => {
    return `${JSON.stringify(key)}: ${format(text, whole, indent)}`;
  });
};

/**
 * Takes a key out of the text of a JSON document and leaves all else as it is written. A text without
 * it stays.
 *
 * @param text the whole text
 * @param file how messages name it
 * @param path the keys that lead to the one
 * @throws MortiseError as {@link setJson} does
 */
export const removeJson = (text: string, file: string, path: readonly string[]): string => {
  openJson(text, file, { what: 'JSON document' }).check();
  const { container, rest } = descend(text, file, path, '{');
  const { open, close, entries } = container;
  const index = rest.length === 1 ? entries.findIndex(({ key }) => key === rest[0]) : -1;
  const found = entries[index];
  if (!found) return text;
  const [before, after] = [entries[index - 1], entries[index + 1]];
  if (after) return splice(text, found.start, after.start, '');
  return before ? splice(text, before.end, found.end, '') : splice(text, open + 1, close, '');
};

/**
 * The line of a value in the text of a JSON document, from 1; where it is not there, that of what would hold it.
 *
 * @param text the whole text
 * @param file how messages name it
 * @param path the keys that lead to the value
 * @throws MortiseError as {@link setJson} does
 */
export const lineOf = (text: string, file: string, path: readonly string[]): number => {
  openJson(text, file, { what: 'JSON document' }).check();
  const { container, rest } = descend(text, file, path, '{');
  const found = container.entries.find(({ key }) => key === rest[0]);
  return text.slice(0, found?.start ?? container.open).split('\n').length;
};

/**
 * As {@link setJson}, for a value that may be there already: then the text stays.
 */
export const addMember = (text: string, file: string, path: readonly string[], value: unknown): string => {
  openJson(text, file, { what: 'JSON document' }).check();
  const { container, rest } = descend(text, file, path, '{');
  const isThere = rest.length === 1 && container.entries.some(({ key }) => key === rest[0]);
  return isThere ? text : setJson(text, file, path, value);
};

/**
 * Adds an item behind the last one of a list in the text of a JSON document; makes the list where
 * there is none. A list that has the item stays.
 *
 * @param text the whole text
 * @param file how messages name it
 * @param path the keys that lead to the list
 * @param item a word
 * @throws MortiseError as {@link setJson} does
 */
export const addToJson = (text: string, file: string, path: readonly string[], item: string): string => {
  openJson(text, file, { what: 'JSON document' }).check();
  const { container, rest } = descend(text, file, path, '[');
  if (rest.length > 0) return setJson(text, file, path, [item]);
  const items = container.entries.map((entry) => JSON.parse(text.slice(entry.value, entry.end)));
  if (items.includes(item)) return text;
  return insert(text, container, items.length, () => JSON.stringify(item));
};

const insert = (
  text: string,
  { open, close, entries }: Container,
  index: number,
  write: (indent: string | undefined) => string,
): string => {
  const eol = eolOf(text);
  const [first] = entries;
  const isOnLines = first ? text.slice(open, first.start).includes('\n') : text.trim().includes('\n');
  if (!isOnLines) {
    const item = write(undefined);
    if (!first) return splice(text, open + 1, close, text[open] === '{' ? ` ${item} ` : item);
    const next = entries[index];
    if (next) return splice(text, next.start, next.start, `${item}, `);
    const { end } = entries.at(-1) as Entry;
    return splice(text, end, end, `, ${item}`);
  }
  const outer = indentAt(text, open);
  const indent = first ? indentAt(text, first.start) : `${outer}${unitOf(text)}`;
  if (!first) return splice(text, open + 1, close, `${eol}${indent}${write(indent)}${eol}${outer}`);
  const next = entries[index];
  if (next) return splice(text, next.start, next.start, `${write(indent)},${eol}${indent}`);
  const { end } = entries.at(-1) as Entry;
  return splice(text, end, end, `,${eol}${indent}${write(indent)}`);
};

/** @param indent of the line; none where the value stands among others on one line */
const format = (text: string, value: unknown, indent: string | undefined): string => {
  const isOneLine = !text.trim().includes('\n');
  const isDense = isOneLine && !/[:,] /.test(text);
  if (isDense) return JSON.stringify(value);
  if (isOneLine || indent === undefined) return flat(value);
  return JSON.stringify(value, null, unitOf(text)).replaceAll('\n', `${eolOf(text)}${indent}`);
};

/** On one line, with spaces. */
const flat = (value: unknown): string => {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map(flat).join(', ')}]`;
  const members = Object.entries(value).map(([key, one]) => `${JSON.stringify(key)}: ${flat(one)}`);
  return members.length === 0 ? '{}' : `{ ${members.join(', ')} }`;
};

const splice = (text: string, start: number, end: number, part: string): string =>
  text.slice(0, start) + part + text.slice(end);

/** The white space that the line of a place starts with. */
const indentAt = (text: string, at: number): string =>
  /^[ \t]*/.exec(text.slice(text.lastIndexOf('\n', at) + 1, at))?.[0] ?? '';

const unitOf = (text: string): string => /^([ \t]+)"/m.exec(text)?.[1] ?? '  ';

const eolOf = (text: string): string => (text.includes('\r\n') ? '\r\n' : '\n');
