import { parse, type ValueNode } from '@humanwhocodes/momoa';
import { invalidDocument } from './errors.ts';
import { type Fault, formatPath, type Path } from './fault.ts';
import { checkSchema, type JsonSchema } from './schema.ts';

/** What a document is opened with. */
export interface DocumentOptions {
  /** What it is, for messages: `profile`, `manifest`. */
  readonly what: string;
  /** What it should be; without one only the syntax is checked. */
  readonly schema?: JsonSchema;
}

/** What somebody finds wrong with a document beyond its schema. */
export interface Complaint {
  readonly found: string;
  readonly expected: string;
  readonly hint?: string;
}

interface Location {
  readonly line: number;
  readonly column: number;
}

/** A document may hold so many characters; more is refused unread. */
const maxLength = 4 * 1024 * 1024;

/**
 * A JSON text with its value, and with all its faults: wrong syntax, keys that stand twice, whatever
 * its schema refuses, and what callers add with {@link JsonDocument.complain}.
 */
export class JsonDocument<T> {
  readonly what: string;
  readonly file: string;
  readonly faults: Fault[] = [];
  /** `undefined` where the text is not JSON. */
  readonly value: T | undefined;
  /** The place of each value, by its path as text; of a member, that of its key. */
  readonly #places = new Map<string, Location>();

  /**
   * @param text the whole text; a byte order mark is passed over
   * @param file how messages name it
   */
  constructor(text: string, file: string, { what, schema }: DocumentOptions) {
    this.what = what;
    this.file = file;
    const body = text.replace(/^\uFEFF/, '');
    const root = this.#parse(body);
    if (!root) return;
    this.#visit(root, [], root.loc.start);
    this.value = JSON.parse(body);
    if (schema)
      for (const { path, ...complaint } of checkSchema(this.value, schema)) this.complain(path, complaint);
  }

  /**
   * Adds a fault at a place of the document.
   *
   * @param path keys and indexes from the root; where nothing stands there, the nearest place around it is named
   */
  complain(path: Path, complaint: Complaint): void {
    let known = path;
    while (known.length > 0 && !this.#places.has(formatPath(known))) known = known.slice(0, -1);
    this.#add(this.#places.get(formatPath(known)), path, complaint);
  }

  /**
   * The value, once nothing is wrong with it.
   *
   * @throws MortiseError `invalid_document` with all faults, in the order of the text
   */
  check(): T {
    if (this.faults.length === 0) return this.value as T;
    const order = (a: Fault, b: Fault) => (a.line ?? 0) - (b.line ?? 0) || (a.column ?? 0) - (b.column ?? 0);
    throw invalidDocument(this.what, this.file, [...this.faults].sort(order));
  }

  #parse(text: string): ValueNode | undefined {
    const start = { line: 1, column: 1 };
    const expected = `a ${this.what} in JSON`;
    if (text.length > maxLength) {
      this.#add(undefined, [], { found: `${text.length} characters`, expected: `at most ${maxLength}` });
    } else if (text.trim() === '') {
      this.#add(start, [], { found: 'an empty file', expected });
    } else {
      try {
        return parse(text, { mode: 'json' }).body;
      } catch (error) {
        // The parser is recursive: a text made of brackets alone ends its stack.
        if (error instanceof RangeError)
          this.#add(start, [], { found: 'values nested too deeply', expected });
        else this.#add(error as Location, [], { found: syntaxFault(error as Error), expected: 'valid JSON' });
      }
    }
    return undefined;
  }

  #visit(node: ValueNode, path: Path, place: Location): void {
    this.#places.set(formatPath(path), place);
    if (node.type === 'Array') {
      for (const [index, { value }] of node.elements.entries())
        this.#visit(value, [...path, index], value.loc.start);
    }
    if (node.type !== 'Object') return;
    const seen = new Set<string>();
    for (const { name, value } of node.members) {
      const key = name.type === 'String' ? name.value : name.name;
      const member = [...path, key];
      if (seen.has(key)) this.#add(name.loc.start, member, doubleKey(key));
      seen.add(key);
      this.#visit(value, member, name.loc.start);
    }
  }

  #add(place: Location | undefined, path: Path, complaint: Complaint): void {
    const { line, column } = place ?? {};
    this.faults.push({
      file: this.file,
      ...(line === undefined || column === undefined ? {} : { line, column }),
      ...(path.length > 0 ? { path: formatPath(path) } : {}),
      ...complaint,
    });
  }
}

const doubleKey = (key: string): Complaint => ({
  found: `the key ${JSON.stringify(key)} for the second time`,
  expected: 'each key once',
  hint: 'take one of the two out',
});

/** What stands where JSON ends, out of "Unexpected character 'x' found. (1:9)". */
const syntaxFault = ({ message }: Error): string =>
  message
    .replace(/ found\. \(.*\)$/, '')
    .replace(/^Unexpected end of input$/, 'the end of the text')
    .replace(/^Unexpected /, '')
    .replace(/^token (\w+)$/, (_, token: string) => tokens[token] ?? token.toLowerCase());

const tokens: Record<string, string> = {
  Colon: "':'",
  Comma: "','",
  LBrace: "'{'",
  LBracket: "'['",
  RBrace: "'}' behind a comma",
  RBracket: "']' behind a comma",
};
