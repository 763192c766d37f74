import type { Path } from './fault.ts';
import type { Place } from './place.ts';
import { SyntaxFault } from './syntax-fault.ts';

/** Is told of each key that stands in its object already: its path, and the offsets of both. */
export type DoubleKeyVisitor = (path: Path, offset: number, first: number) => void;

/** Deeper lists and objects are refused; `JSON.parse` itself would go on until its stack ends. */
const maxDepth = 200;

const number = /-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?/y;
const word = /true|false|null/y;
const blank = /[ \t\n\r]*/y;
// biome-ignore lint/suspicious/noControlCharactersInRegex: JSON refuses just these
const plain = /[^"\\\0-\x1f]*/y;
const escaped = /\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})/y;

/**
 * Walks through a JSON text and tells where each value stands. The values themselves are
 * `JSON.parse`'s: this finds places only, in two files instead of the 27 kB that a parser for syntax
 * trees takes in a bundle.
 *
 * @param text the whole text
 * @param onDoubleKey is called in the order of the text
 * @returns the places of all values; of a key that stands twice, the last one's
 * @throws SyntaxFault where the text is not JSON
 */
export const scanJson = (text: string, onDoubleKey: DoubleKeyVisitor): Place => {
  let at = 0;
  const path: (string | number)[] = [];

  const fail = (expected: string): never => {
    throw new SyntaxFault(text, at, expected);
  };
  const skip = (pattern: RegExp): boolean => {
    pattern.lastIndex = at;
    if (!pattern.test(text)) return false;
    at = pattern.lastIndex;
    return true;
  };
  const take = (character: string): boolean => {
    skip(blank);
    if (text[at] !== character) return false;
    at += 1;
    skip(blank);
    return true;
  };

  const string = (): void => {
    at += 1;
    for (skip(plain); text[at] !== '"'; skip(plain)) {
      if (/[^\\\r\n]/.test(text[at] ?? '\n'))
        fail('an escape such as \\u0000 in place of a control character');
      if (text[at] !== '\\') fail("'\"' at the end of a string");
      if (!skip(escaped)) fail('an escape of JSON such as \\n or \\u00e9');
    }
    at += 1;
  };

  const members = (offset: number): Place => {
    const parts = new Map<string, Place>();
    if (take('}')) return offset;
    do {
      const start = at;
      if (text[at] !== '"') fail('a key in double quotes');
      string();
      const key: string = JSON.parse(text.slice(start, at));
      if (!take(':')) fail("':'");
      path.push(key);
      const first = parts.get(key);
      if (first !== undefined)
        onDoubleKey([...path], start, typeof first === 'number' ? first : first.offset);
      parts.set(key, value(start));
      path.pop();
    } while (take(','));
    if (!take('}')) fail("',' or '}'");
    return { offset, parts };
  };

  const items = (offset: number): Place => {
    const parts: Place[] = [];
    if (take(']')) return offset;
    do {
      path.push(parts.length);
      parts.push(value(at));
      path.pop();
    } while (take(','));
    if (!take(']')) fail("',' or ']'");
    return { offset, parts };
  };

  const value = (offset: number): Place => {
    if (path.length > maxDepth) fail(`at most ${maxDepth} levels`);
    if (take('{')) return members(offset);
    if (take('[')) return items(offset);
    if (text[at] === '"') string();
    else if (!skip(word) && !skip(number)) fail('a value');
    return offset;
  };

  skip(blank);
  const root = value(at);
  skip(blank);
  if (at < text.length) fail('nothing behind the value');
  return root;
};
