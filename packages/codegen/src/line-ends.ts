/** A text whose lines end in `\n`, whatever Git has made of them: with `core.autocrlf` it writes `\r\n`. */
export const plainLines = (text: string): string => text.replaceAll('\r\n', '\n');

/** Whether two files differ by nothing but the ends of their lines; none is only like none. */
export const isSameText = (one: string | undefined, other: string | undefined): boolean =>
  one === other || (one !== undefined && other !== undefined && plainLines(one) === plainLines(other));
