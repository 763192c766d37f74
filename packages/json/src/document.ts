import { checkSchema } from './check-schema.ts';
import { type About, invalidDocument } from './errors.ts';
import { type Fault, formatPath, type Path } from './fault.ts';
import type { JsonSchema } from './json-schema.ts';
import { offsetOf, type Place } from './place.ts';
import { positionsIn } from './positions.ts';
import { preview } from './preview.ts';
import { scanJson } from './scan.ts';
import { SyntaxFault } from './syntax-fault.ts';

/** What a document is opened with. */
export interface DocumentOptions {
  /** What it is, for messages: `profile`, `manifest`. */
  readonly what: string;
  /** What it should be; without one only the syntax is checked. */
  readonly schema?: JsonSchema;
  /**
   * Whom its errors are about; nobody unless told.
   *
   * @param value the document's, of a wrong shape as it may be; `undefined` where there is none
   */
  readonly about?: (value: unknown) => About;
}

/** What somebody finds wrong with a document beyond its schema. */
export interface Complaint {
  /** What is there. */
  readonly found: string;
  /** What should be there. */
  readonly expected: string;
  /** What to do about it. */
  readonly hint?: string;
}

/** A document may hold so many characters, and its file so many bytes; more is refused unread. */
export const maxLength = 4 * 1024 * 1024;

/**
 * A JSON text with its value, and with all its faults: wrong syntax, keys that stand twice, whatever
 * its schema refuses, and what callers add with {@link JsonDocument.complain}. `openJson` and
 * `readJson` make one. It belongs to its caller; nothing has to be ended.
 */
export class JsonDocument<T> {
  /** What it is, for messages. */
  readonly what: string;
  /** How messages name it. */
  readonly file: string;
  /** `undefined` where the text is not JSON; of a wrong shape as long as there are faults. */
  readonly value: T | undefined;
  readonly #faults: Fault[] = [];
  readonly #about: DocumentOptions['about'];
  readonly #positionOf: ReturnType<typeof positionsIn>;
  readonly #root: Place | undefined;

  /**
   * @param text the whole text; a byte order mark is passed over
   * @param file how messages name it
   * @param options what it is and what it should be
   * @throws MortiseError `unsupported_keyword` for a schema that the checker does not understand
   */
  constructor(text: string, file: string, { what, schema, about }: DocumentOptions) {
    const body = text.replace(/^\uFEFF/, '');
    this.what = what;
    this.file = file;
    this.#about = about;
    this.#positionOf = positionsIn(body);
    this.#root = this.#scan(body);
    if (this.#root === undefined) return;
    this.value = JSON.parse(body);
    if (schema)
      for (const { path, ...complaint } of checkSchema(this.value, schema)) this.complain(path, complaint);
  }

  /** What is wrong with it so far, in the order in which it was found. */
  get faults(): readonly Fault[] {
    return this.#faults;
  }

  /**
   * Adds a fault at a place of the document. Nothing is thrown before {@link JsonDocument.check}.
   *
   * @param path keys and indexes from the root; where nothing stands there, the line is that of the
   *   nearest place around it
   * @param complaint what is there, what should be, what to do
   */
  complain(path: Path, complaint: Complaint): void {
    this.#add(this.#root === undefined ? undefined : offsetOf(this.#root, path), path, complaint);
  }

  /**
   * The value, once nothing is wrong with it. May be called again, also after further complaints.
   *
   * @throws MortiseError `invalid_document` with all faults, in the order of the text
   */
  check(): T {
    if (this.#faults.length === 0) return this.value as T;
    const order = (a: Fault, b: Fault) => (a.line ?? 0) - (b.line ?? 0) || (a.column ?? 0) - (b.column ?? 0);
    throw invalidDocument(this.what, this.file, [...this.#faults].sort(order), this.#about?.(this.value));
  }

  /** Where everything stands; `undefined` where the text is not JSON. */
  #scan(text: string): Place | undefined {
    if (text.length > maxLength) {
      const expected = `at most ${maxLength} (4 MiB)`;
      this.#add(undefined, [], { found: `${text.length} characters`, expected });
      return undefined;
    }
    if (text.trim() === '') {
      const hint = 'write one, or restore it';
      this.#add(0, [], { found: 'an empty file', expected: `a ${this.what} in JSON`, hint });
      return undefined;
    }
    try {
      return scanJson(text, (path, offset, first) => this.#add(offset, path, this.#doubleKey(path, first)));
    } catch (error) {
      if (!(error instanceof SyntaxFault)) throw error;
      const { offset, ...complaint } = error;
      this.#add(offset, [], complaint);
      return undefined;
    }
  }

  #doubleKey(path: Path, first: number): Complaint {
    const { line } = this.#positionOf(first);
    return {
      found: `the key ${preview(path.at(-1))} for the second time`,
      expected: 'each key once',
      hint: `take one of the two out, the other is on line ${line}`,
    };
  }

  #add(offset: number | undefined, path: Path, complaint: Complaint): void {
    this.#faults.push({
      file: this.file,
      ...(offset === undefined ? {} : this.#positionOf(offset)),
      ...(path.length > 0 ? { path: formatPath(path) } : {}),
      ...complaint,
    });
  }
}
