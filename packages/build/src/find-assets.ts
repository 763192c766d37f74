import { decode } from '@jridgewell/sourcemap-codec';
import { type Loader, transform } from 'esbuild';

/** A place in code that names a file by `new URL('./x', import.meta.url)`. */
export interface AssetName {
  /** What the string holds. */
  readonly url: string;
  /** Where the string starts, with its quote, and where it ends. */
  readonly start: number;
  readonly end: number;
  /** From 1. */
  readonly line: number;
  /** From 0. */
  readonly column: number;
}

// As JavaScript and esbuild count lines.
const lineEnd = /\r\n|[\n\r\u2028\u2029]/;

// The idiom that browsers, Node and bundlers share: new URL('./worker.js', import.meta.url)
const gap = String.raw`(?:\s|/\*[\s\S]*?\*/|//[^\n\r\u2028\u2029]*[\n\r\u2028\u2029])*`;
// What esbuild prints for it, after a comment such as @__PURE__.
const printed = /(?:\/\*[^*]*\*\/\s*)*new URL\(/y;
const idiom = new RegExp(
  String.raw`\bnew\s+URL\s*\(${gap}((['"${'`'}])((?:(?!\2)[^\\\n])+)\2)${gap},${gap}import\.meta\.url${gap},?${gap}\)`,
  'dg',
);

/**
 * Finds the strings by which code names files beside it. What stands in comments, strings and types
 * does not count: esbuild tells, since its source map knows the places that it took for `new URL(`.
 *
 * @param text the module
 * @param loader how esbuild is to read it
 * @throws BuildFailure when the module cannot be parsed
 */
export const findAssets = async (text: string, loader: Loader): Promise<AssetName[]> => {
  const found = [...text.matchAll(idiom)].filter(
    ([, , quote, url = '']) => quote !== '`' || !url.includes('${'),
  );
  if (found.length === 0) return [];
  const isCode = await codeAt(text, loader);
  return found
    .filter(({ index }) => isCode(positionOf(text, index)))
    .map((match) => {
      const [start, end] = (match.indices as RegExpIndicesArray)[1] as [number, number];
      return { url: match[3] as string, start, end, ...positionOf(text, start) };
    });
};

interface Position {
  readonly line: number;
  readonly column: number;
}

const positionOf = (text: string, index: number): Position => {
  const lines = text.slice(0, index).split(lineEnd);
  return { line: lines.length, column: lines.at(-1)?.length ?? 0 };
};

const codeAt = async (text: string, loader: Loader): Promise<(at: Position) => boolean> => {
  // A map of the module's own would lead past it, to what it was made from.
  const own = text.replaceAll('sourceMappingURL=', 'sourceMappingURL-');
  const { code, map } = await transform(own, { loader, sourcemap: 'external', logLevel: 'silent' });
  const lines = code.split(lineEnd);
  const places = decode(JSON.parse(map).mappings).flatMap((segments, index) =>
    segments
      .filter(([column]) => {
        printed.lastIndex = column;
        return printed.test(lines[index] ?? '');
      })
      .map(([, , line = 0, column = 0]) => `${line + 1}:${column}`),
  );
  const known = new Set(places);
  return ({ line, column }) => known.has(`${line}:${column}`);
};
