import type { Path } from './fault.ts';

/** Where JSON ends in a text that is not JSON. */
export class SyntaxFault {
  /** In characters, from 0. */
  readonly offset: number;
  /** What stands there. */
  readonly found: string;
  /** What could stand there. */
  readonly expected: string;

  constructor(offset: number, found: string, expected: string) {
    this.offset = offset;
    this.found = found;
    this.expected = expected;
  }
}

/** Is told of each value: its path, and the offset of its key, or of itself where it has none. */
export type Visitor = (path: Path, offset: number) => void;

/** Deeper lists and objects are refused; `JSON.parse` itself would go on until its stack ends. */
const maxDepth = 200;

const endOfNumber = /-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?/y;
const endOfWord = /true|false|null/y;
const blank = /[ \t\n\r]*/y;

/**
 * Walks through a JSON text and tells where each value stands, a key that stands twice each time. The
 * values themselves are `JSON.parse`'s: this finds places only, in one file instead of the 27 kB that
 * a parser for syntax trees takes in a bundle.
 *
 * @param text the whole text
 * @param visit is called in the order of the text
 * @throws SyntaxFault where the text is not JSON
 */
export const scanJson = (text: string, visit: Visitor): void => {
  let at = 0;

  const fail = (expected: string): never => {
    const there = /^[\w.+-]+|^[^]/u.exec(text.slice(at, at + 20))?.[0];
    throw new SyntaxFault(at, there === undefined ? 'the end of the text' : JSON.stringify(there), expected);
  };
  const skip = (pattern: RegExp): boolean => {
    pattern.lastIndex = at;
    const [match] = pattern.exec(text) ?? [];
    at += match?.length ?? 0;
    return match !== undefined;
  };
  const take = (character: string): boolean => {
    skip(blank);
    if (text[at] !== character) return false;
    at += 1;
    skip(blank);
    return true;
  };

  const string = (): string => {
    const start = at;
    at += 1;
    while (text[at] !== '"') {
      if (at >= text.length || text.charCodeAt(at) < 32) fail(`'"' at the end of a text`);
      at += text[at] === '\\' ? 2 : 1;
    }
    at += 1;
    try {
      return JSON.parse(text.slice(start, at));
    } catch {
      at = start + (/\\(?!["\\/bfnrt]|u[0-9a-fA-F]{4})/.exec(text.slice(start, at))?.index ?? 0);
      return fail('an escape of JSON such as \\n or \\u00e9');
    }
  };

  const members = (path: Path): void => {
    if (take('}')) return;
    do {
      const offset = at;
      if (text[at] !== '"') fail("a key in '\"'");
      const key = string();
      if (!take(':')) fail("':'");
      value([...path, key], offset);
    } while (take(','));
    if (!take('}')) fail("',' or '}'");
  };

  const elements = (path: Path): void => {
    if (take(']')) return;
    let index = 0;
    do value([...path, index++], at);
    while (take(','));
    if (!take(']')) fail("',' or ']'");
  };

  const value = (path: Path, offset: number): void => {
    if (path.length > maxDepth) fail(`at most ${maxDepth} levels`);
    visit(path, offset);
    if (take('{')) members(path);
    else if (take('[')) elements(path);
    else if (text[at] === '"') string();
    else if (!skip(endOfWord) && !skip(endOfNumber)) fail('a value');
    skip(blank);
  };

  skip(blank);
  value([], at);
  if (at < text.length) fail('the end of the text');
};
