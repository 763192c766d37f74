/** One thing that is wrong with a document. */
export interface Fault {
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
export const formatFault = ({ file, line, column, path, found, expected, hint }: Fault): string => {
  const place = line === undefined ? file : `${file}:${line}:${column ?? 1}`;
  return `${place}${path ? ` ${path}` : ''}: found ${found}, expected ${expected}${hint ? ` (${hint})` : ''}`;
};

/** The keys and indexes that lead to a place in a document. */
export type Path = readonly (string | number)[];

/**
 * A path as one would write it in code.
 *
 * @param path keys and indexes, from the root
 */
export const formatPath = (path: Path): string =>
  path.reduce<string>((text, step) => {
    if (typeof step === 'number') return `${text}[${step}]`;
    if (!/^[A-Za-z_$][\w$]*$/.test(step)) return `${text}[${JSON.stringify(step)}]`;
    return text ? `${text}.${step}` : step;
  }, '');
