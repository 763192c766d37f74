// WIT's reader refuses control characters, marks that turn the direction of a text, and what Unicode
// deprecates or advises against, also in comments.
const refused = /[\p{C}\p{Deprecated}\u{17b4}\u{17b5}]/gu;

/** A text that ends no comment and that WIT's reader takes, on one line. */
export const oneLine = (text: string): string => text.replace(/\s+/g, ' ').replace(refused, '').trim();

/**
 * Lines of documentation.
 *
 * @param text of several lines; none for an empty one
 */
export const docLines = (text = ''): string[] => {
  const lines = text
    .split(/\r\n|[\n\r\v\f\x85\u2028\u2029]/)
    .map((line) => line.replaceAll('\t', '  ').replace(refused, '').trimEnd());
  const isSaid = (line: string) => line !== '';
  const said = lines.slice(lines.findIndex(isSaid), lines.findLastIndex(isSaid) + 1);
  return said.map((line) => `/// ${line}`.trimEnd());
};
