import { Schema } from '@cfworker/json-schema';
import { MortiseError } from '@mortise/core';

/** One thing that is wrong with a document. */
interface Fault {
    /** The document, as its reader named it: usually a path. */
    readonly file: string;
    /** From 1; left out where the document could not be read at all. */
    readonly line?: number;
    /** From 1. */
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
 */
declare const formatFault: ({ file, line, column, path, found, expected, hint }: Fault) => string;
/** The keys and indexes that lead to a place in a document. */
type Path = readonly (string | number)[];
/**
 * A path as one would write it in code.
 *
 * @param path keys and indexes, from the root
 */
declare const formatPath: (path: Path) => string;

/** A JSON Schema, 2020-12. A `description` is read aloud as what was expected, so it is a noun phrase. */
type JsonSchema = Schema;
/** What a schema finds wrong with a value, without a place in a text. */
interface SchemaFault {
    readonly path: Path;
    readonly found: string;
    readonly expected: string;
    readonly hint?: string;
}
/**
 * All that a schema finds wrong with a value.
 *
 * `@cfworker/json-schema` does the checking: it knows the whole standard, needs no code generation
 * (so it runs where `eval` does not) and is a twentieth of the size of its better known peer.
 *
 * @param value a JSON value
 * @param schema what it should be
 */
declare const checkSchema: (value: unknown, schema: JsonSchema) => SchemaFault[];

/** What a document is opened with. */
interface DocumentOptions {
    /** What it is, for messages: `profile`, `manifest`. */
    readonly what: string;
    /** What it should be; without one only the syntax is checked. */
    readonly schema?: JsonSchema;
}
/** What somebody finds wrong with a document beyond its schema. */
interface Complaint {
    readonly found: string;
    readonly expected: string;
    readonly hint?: string;
}
/**
 * A JSON text with its value, and with all its faults: wrong syntax, keys that stand twice, whatever
 * its schema refuses, and what callers add with {@link JsonDocument.complain}.
 */
declare class JsonDocument<T> {
    #private;
    readonly what: string;
    readonly file: string;
    readonly faults: Fault[];
    /** `undefined` where the text is not JSON. */
    readonly value: T | undefined;
    /**
     * @param text the whole text; a byte order mark is passed over
     * @param file how messages name it
     */
    constructor(text: string, file: string, { what, schema }: DocumentOptions);
    /**
     * Adds a fault at a place of the document.
     *
     * @param path keys and indexes from the root; where nothing stands there, the nearest place around it is named
     */
    complain(path: Path, complaint: Complaint): void;
    /**
     * The value, once nothing is wrong with it.
     *
     * @throws MortiseError `invalid_document` with all faults, in the order of the text
     */
    check(): T;
}

/** A {@link MortiseError} that carries every fault of one document. */
interface InvalidDocumentError extends MortiseError {
    readonly code: 'invalid_document';
    readonly faults: readonly Fault[];
}
/**
 * `invalid_document`: all that is wrong with one document.
 *
 * @param what what it is: `profile`
 * @param file how messages name it
 * @param faults at least one
 */
declare const invalidDocument: (what: string, file: string, faults: readonly Fault[]) => InvalidDocumentError;

/**
 * A value as it would stand in JSON, short enough for one line of an error.
 *
 * @param value any JSON value
 * @param limit the longest result, in characters
 */
declare const preview: (value: unknown, limit?: number) => string;
/**
 * The words of a list, quoted as in JSON: `"a", "b" or "c"`.
 *
 * @param values JSON values
 */
declare const alternatives: (values: readonly unknown[]) => string;
/**
 * The known word that a mistyped one most likely meant, if one is near enough.
 *
 * @param word what was written
 * @param known what could have been meant
 */
declare const nearest: (word: string, known: readonly string[]) => string | undefined;

/**
 * Opens a JSON text, so that a caller can add to its faults before they are reported.
 *
 * @param text the whole text
 * @param file how messages name it
 * @param options what it is and what it should be
 */
declare const openJson: <T>(text: string, file: string, options: DocumentOptions) => JsonDocument<T>;
/**
 * Reads a JSON file, as {@link openJson} does with a text.
 *
 * @param path the file to read
 * @param options what it is, what it should be, and how messages name the file where not by its path
 * @throws MortiseError `invalid_document` when the file cannot be read
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
declare const readJson: <T>(path: string, { file, ...options }: DocumentOptions & {
    readonly file?: string;
}) => JsonDocument<T>;

export { JsonDocument, alternatives, checkSchema, formatFault, formatPath, invalidDocument, nearest, openJson, preview, readJson };
export type { Complaint, DocumentOptions, Fault, InvalidDocumentError, JsonSchema, Path, SchemaFault };
