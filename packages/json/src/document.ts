import { invalidDocument } from './errors.ts';
import { type Fault, formatPath, type Path } from './fault.ts';
import { SyntaxFault, scanJson } from './scan.ts';
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
  readonly #text: string;
  /** The offset of each value, by its path as text; of a member, that of its key. */
  readonly #offsets = new Map<string, number>();

  /**
   * @param text the whole text; a byte order mark is passed over
   * @param file how messages name it
   */
  constructor(text: string, file: string, { what, schema }: DocumentOptions) {
    this.what = what;
    this.file = file;
    this.#text = text.replace(/^\uFEFF/, '');
    if (!this.#scan()) return;
    this.value = JSON.parse(this.#text);
    if (schema) for (const { path, ...complaint } of checkSchema(this.value, schema)) this.complain(path, complaint);
  }

  /**
   * Adds a fault at a place of the document.
   *
   * @param path keys and indexes from the root; where nothing stands there, the nearest place around it is named
   */
  complain(path: Path, complaint: Complaint): void {
    let known = path;
    while (known.length > 0 && !this.#offsets.has(formatPath(known))) known = known.slice(0, -1);
    this.#add(this.#offsets.get(formatPath(known)), path, complaint);
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

  /** Notes where everything stands; whether the text is JSON at all. */
  #scan(): boolean {
    const { length } = this.#text;
    if (length > maxLength) {
      this.#add(undefined, [], { found: `${length} characters`, expected: `at most ${maxLength}` });
      return false;
    }
    if (this.#text.trim() === '') {
      this.#add(0, [], { found: 'an empty file', expected: `a ${this.what} in JSON` });
      return false;
    }
    try {
      scanJson(this.#text, (path, offset) => {
        const place = formatPath(path);
        if (this.#offsets.has(place)) this.#add(offset, path, doubleKey(path));
        this.#offsets.set(place, offset);
      });
      return true;
    } catch (error) {
      if (!(error instanceof SyntaxFault)) throw error;
      this.#add(error.offset, [], { found: error.found, expected: error.expected });
      return false;
    }
  }

  #add(offset: number | undefined, path: Path, complaint: Complaint): void {
    const lines = this.#text.slice(0, offset).split('\n');
    this.faults.push({
      file: this.file,
      ...(offset === undefined ? {} : { line: lines.length, column: (lines.at(-1)?.length ?? 0) + 1 }),
      ...(path.length > 0 ? { path: formatPath(path) } : {}),
      ...complaint,
    });
  }
}

const doubleKey = (path: Path): Complaint => ({
  found: `the key ${JSON.stringify(path.at(-1))} for the second time`,
  expected: 'each key once',
  hint: 'take one of the two out',
});
