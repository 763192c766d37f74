import { preview } from './preview.ts';
import { printable } from './printable.ts';

/** One thing that is wrong with a document. */
export interface Fault {
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
export const formatFault = ({ file, line, column, path, found, expected, hint }: Fault): string => {
  const place = line === undefined ? file : `${file}:${line}:${column ?? 1}`;
  const text = `${place}${path ? ` ${path}` : ''}: found ${found}, expected ${expected}${hint ? ` (${hint})` : ''}`;
  return printable(text);
};

/** The keys and indexes that lead to a place in a document. */
export type Path = readonly (string | number)[];

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
export const formatPath = (path: Path): string =>
  path.reduce<string>((text, step) => {
    if (typeof step === 'number') return `${text}[${step}]`;
    if (!/^[A-Za-z_$][\w$]{0,50}$/.test(step)) return `${text}[${preview(step)}]`;
    return text ? `${text}.${step}` : step;
  }, '');
