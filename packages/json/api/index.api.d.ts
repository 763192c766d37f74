import { MortiseErrorOptions, MortiseError } from '@mortise/core';

/** One thing that is wrong with a document. */
interface Fault {
    /** The document, as its reader named it: usually a path. */
    readonly file: string;
    /** From 1; left out where the document could not be read at all. */
    readonly line?: number;
    /** From 1, counted as editors do: in UTF-16 units, without a byte order mark. */
    readonly column?: number;
    /** Where in the document, as one would write it in code: `plugins["@era/wasm"].isolation`. */
    readonly path?: string;
    /** What is there. */
    readonly found: string;
    /** What should be there. */
    readonly expected: string;
    /** What to do about it. */
    readonly hint?: string;
}
/**
 * A fault as one line of text: `profiles/edge.json:4:5 platform: found "nod", expected "node"`.
 *
 * @param fault what to print
 * @returns one line, in which characters that would change a terminal's screen are escaped
 * @example
 * ```ts
 * import { formatFault } from '@mortise/json';
 *
 * const fault = { file: 'edge.json', line: 4, column: 5, path: 'platform', found: '"nod"', expected: '"node"' };
 * console.log(formatFault(fault)); // edge.json:4:5 platform: found "nod", expected "node"
 * ```
 */
declare const formatFault: ({ file, line, column, path, found, expected, hint }: Fault) => string;
/** The keys and indexes that lead to a place in a document. */
type Path = readonly (string | number)[];
/**
 * A path as one would write it in code; a very long key is cut.
 *
 * @param path keys and indexes, from the root
 * @returns an empty text for the root
 * @example
 * ```ts
 * import { formatPath } from '@mortise/json';
 *
 * console.log(formatPath(['plugins', '@era/wasm', 'capabilities', 0])); // plugins["@era/wasm"].capabilities[0]
 * ```
 */
declare const formatPath: (path: Path) => string;

/**
 * The part of JSON Schema 2020-12 that documents need. A `description` is read aloud as what was
 * expected, so it is a noun phrase: `a size such as "64MB"`. A schema that stands in a JSON module
 * fits this type as it is.
 */
interface JsonSchema {
    /** `array`, `boolean`, `integer`, `null`, `number`, `object` or `string`, or a list of these. */
    readonly type?: string | readonly string[];
    readonly const?: unknown;
    readonly enum?: readonly unknown[];
    readonly not?: JsonSchema;
    /** A regular expression, read with the flag `u`. */
    readonly pattern?: string;
    /** In characters (code points). */
    readonly minLength?: number;
    /** In characters (code points). */
    readonly maxLength?: number;
    readonly minimum?: number;
    readonly maximum?: number;
    readonly items?: JsonSchema;
    readonly minItems?: number;
    readonly maxItems?: number;
    readonly uniqueItems?: boolean;
    readonly required?: readonly string[];
    readonly properties?: Readonly<Record<string, JsonSchema>>;
    readonly additionalProperties?: boolean | JsonSchema;
    readonly propertyNames?: JsonSchema;
    readonly minProperties?: number;
    readonly maxProperties?: number;
    readonly $schema?: string;
    readonly $id?: string;
    readonly $comment?: string;
    readonly title?: string;
    readonly description?: string;
    readonly default?: unknown;
    readonly examples?: readonly unknown[];
}

/** What a schema finds wrong with a value, without a place in a text. */
interface SchemaFault {
    /** Keys and indexes from the root. */
    readonly path: Path;
    /** What is there. */
    readonly found: string;
    /** What should be there. */
    readonly expected: string;
    /** What to do about it. */
    readonly hint?: string;
}
/**
 * All that a schema finds wrong with a value.
 *
 * The checker is our own: what it must do well is to say what was found and expected, which a general
 * validator does not know, and it has to fit into an edge bundle.
 *
 * @param value a JSON value
 * @param schema what it should be
 * @param path where the value stands
 * @returns the faults in the order of the value; none where it is right
 * @throws MortiseError `unsupported_keyword` for a schema that says more than {@link JsonSchema} can
 * @example
 * ```ts
 * import { checkSchema } from '@mortise/json';
 *
 * const schema = { type: 'object', properties: { port: { type: 'integer' } }, additionalProperties: false };
 * console.log(checkSchema({ prot: 80 }, schema)[0]?.hint); // did you mean "port"?
 * ```
 */
declare const checkSchema: (value: unknown, schema: JsonSchema, path?: Path) => SchemaFault[];

/** A {@link MortiseError} that carries every fault of one document. */
interface InvalidDocumentError extends MortiseError {
    readonly code: 'invalid_document';
    /** At least one, in the order of the text. */
    readonly faults: readonly Fault[];
}
/** Whom an error is about. */
type About = Pick<MortiseErrorOptions, 'pluginId' | 'phase'>;
/**
 * `invalid_document`: all that is wrong with one document.
 *
 * @param what what it is: `profile`
 * @param file how messages name it
 * @param faults at least one; a message lists the first hundred
 * @param about the plugin and the phase of its life, where it is about one
 */
declare const invalidDocument: (what: string, file: string, faults: readonly Fault[], about?: About) => InvalidDocumentError;

/** What a document is opened with. */
interface DocumentOptions {
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
interface Complaint {
    /** What is there. */
    readonly found: string;
    /** What should be there. */
    readonly expected: string;
    /** What to do about it. */
    readonly hint?: string;
}
/**
 * A JSON text with its value, and with all its faults: wrong syntax, keys that stand twice, whatever
 * its schema refuses, and what callers add with {@link JsonDocument.complain}. `openJson` and
 * `readJson` make one. It belongs to its caller; nothing has to be ended.
 */
declare class JsonDocument<T> {
    #private;
    /** What it is, for messages. */
    readonly what: string;
    /** How messages name it. */
    readonly file: string;
    /** `undefined` where the text is not JSON; of a wrong shape as long as there are faults. */
    readonly value: T | undefined;
    /**
     * @param text the whole text; a byte order mark is passed over
     * @param file how messages name it
     * @param options what it is and what it should be
     * @throws MortiseError `unsupported_keyword` for a schema that the checker does not understand
     */
    constructor(text: string, file: string, { what, schema, about }: DocumentOptions);
    /** What is wrong with it so far, in the order in which it was found. */
    get faults(): readonly Fault[];
    /**
     * Adds a fault at a place of the document. Nothing is thrown before {@link JsonDocument.check}.
     *
     * @param path keys and indexes from the root; where nothing stands there, the line is that of the
     *   nearest place around it
     * @param complaint what is there, what should be, what to do
     */
    complain(path: Path, complaint: Complaint): void;
    /**
     * The value, once nothing is wrong with it. May be called again, also after further complaints.
     *
     * @throws MortiseError `invalid_document` with all faults, in the order of the text
     */
    check(): T;
}

/**
 * The known word that a mistyped one most likely meant, if one is near enough.
 *
 * @param word what was written
 * @param known what could have been meant
 * @returns the nearest one, of which a third of the letters may differ, at least one
 * @example
 * ```ts
 * import { nearest } from '@mortise/json';
 *
 * console.log(nearest('pulgins', ['main', 'plugins'])); // plugins
 * console.log(nearest('budget', ['main', 'plugins'])); // undefined
 * ```
 */
declare const nearest: (word: string, known: readonly string[]) => string | undefined;

/**
 * A value as it would stand in JSON, short enough for one line of an error.
 *
 * @param value any JSON value
 * @param limit the longest result, in characters
 * @returns a word or number as it is, cut where it is too long; of a list or an object only its kind
 * @example
 * ```ts
 * import { preview } from '@mortise/json';
 *
 * console.log(preview('text'), preview([1, 2])); // "text" a list of 2
 * ```
 */
declare const preview: (value: unknown, limit?: number) => string;
/**
 * The words of a list, quoted as in JSON: `"a", "b" or "c"`.
 *
 * @param values JSON values
 * @returns `nothing` for an empty list
 * @example
 * ```ts
 * import { alternatives } from '@mortise/json';
 *
 * console.log(alternatives(['node', 'neutral'])); // "node" or "neutral"
 * ```
 */
declare const alternatives: (values: readonly unknown[]) => string;

/**
 * Opens a JSON text, so that a caller can add to its faults before they are reported.
 *
 * @param text the whole text; a byte order mark is passed over
 * @param file how messages name it
 * @param options what it is and what it should be
 * @returns the document; its `check()` gives the value, or throws all faults at once
 * @throws MortiseError `unsupported_keyword` for a schema that the checker does not understand
 * @example
 * ```ts
 * import { openJson } from '@mortise/json';
 *
 * const document = openJson<{ port: number }>('{ "port": 80 }', 'ports.json', { what: 'port list' });
 * console.log(document.check().port); // 80
 * ```
 */
declare const openJson: <T>(text: string, file: string, options: DocumentOptions) => JsonDocument<T>;
interface ReadOptions {
    readonly file?: string;
    readonly takesPipe?: boolean;
}
/**
 * Reads a JSON file, as {@link openJson} does with a text.
 *
 * @param path the file to read
 * @param options what it is, what it should be, how messages name the file where not by its path, and whether
 *   a pipe or a device will do too (`takesPipe`), which is waited for: for a path that a person has written
 *   into a command, never for one that lies in somebody else's folder
 * @returns the document; its `check()` gives the value, or throws all faults at once
 * @throws MortiseError `invalid_document` when there is no file, it cannot be read, is longer than 4 MiB or is
 *   not UTF-8; `unsupported_keyword`
 * @example
 * ```ts
 * import { writeFileSync } from 'node:fs';
 * import { readJson } from '@mortise/json';
 *
 * writeFileSync('ports.json', '{ "port": "80" }');
 * const schema = { type: 'object', properties: { port: { type: 'integer' } } };
 * try {
 *   readJson('ports.json', { what: 'port list', schema }).check();
 * } catch (error) {
 *   console.log((error as Error).message.split('\n')[1]); //   ports.json:1:3 port: found "80", expected a whole number
 * }
 * ```
 */
declare const readJson: <T>(path: string, { file, takesPipe, ...options }: DocumentOptions & ReadOptions) => JsonDocument<T>;

export { JsonDocument, alternatives, checkSchema, formatFault, formatPath, invalidDocument, nearest, openJson, preview, readJson };
export type { About, Complaint, DocumentOptions, Fault, InvalidDocumentError, JsonSchema, Path, SchemaFault };
