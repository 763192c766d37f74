// What turns or hides a text, or ends a line where one cannot see it; line breaks and tabs stay.
const unseen = /(?![\n\t])[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu;

/** Code inside a line, whatever the code is. */
export const codeSpan = (code: string): string => {
  const text = code.replace(/\s/g, ' ').replace(unseen, '');
  const longest = Math.max(0, ...(text.match(/`+/g) ?? []).map((run) => run.length));
  const fence = '`'.repeat(longest + 1);
  const isPadded = /^`|`$/.test(text) || (/^ .* $/.test(text) && text.trim() !== '');
  return `${fence}${isPadded ? ` ${text} ` : text}${fence}`;
};

/** A fenced block of code. */
export const codeBlock = (language: string, code: string): string => {
  const longest = Math.max(2, ...(code.match(/`+/g) ?? []).map((run) => run.length));
  const fence = '`'.repeat(longest + 1);
  return `${fence}${language}\n${code.replace(unseen, '')}\n${fence}`;
};

/**
 * A doc comment as Markdown. Its paragraphs, lists, code and links stay; what would start a heading, a table or
 * HTML is only text.
 */
export const prose = (doc: string): string => {
  const text = doc.replace(/\r\n?/g, '\n').replace(unseen, '').trim();
  // Every second part is a block of code; a fence that nothing closes is text.
  const parts = text.split(/^(```[\w-]*\n(?:(?!```).*\n)*```)[ \t]*$/m);
  return parts
    .map((part, index) => (index % 2 === 1 ? part : part.split('\n\n').map(paragraph).join('\n\n')))
    .join('');
};

/** A doc comment on one line: in a table, or in a list. */
export const inline = (doc: string): string => paragraph(doc.replace(unseen, '').replace(/\s+/g, ' ').trim());

/** A row of a table. */
export const row = (cells: readonly string[]): string =>
  `| ${cells.map((cell) => cell.replace(/\s*\n\s*/g, ' ').replace(/\\?\|/g, '\\|')).join(' | ')} |`;

/** A table; nothing where it has no rows. */
export const table = (head: readonly string[], rows: readonly (readonly string[])[]): string[] => {
  if (rows.length === 0) return [];
  // A column in which nothing stands tells nothing.
  const kept = head.map((_, column) => rows.some((cells) => cells[column]));
  const only = (cells: readonly string[]) => cells.filter((_, column) => kept[column]);
  return [
    [row(only(head)), row(only(head).map(() => '---')), ...rows.map((cells) => row(only(cells)))].join('\n'),
  ];
};

const paragraph = (text: string): string => {
  // Every second part is code between backticks; an odd backtick is text.
  const parts = text
    .replace(/\{@link(?:code|plain)?\s+([^}|\s]+)[^}]*\}/g, (_, name: string) => codeSpan(name))
    .split(/(`+)((?:(?!\1)[\s\S])+?)\1(?!`)/);
  let written = '';
  for (let index = 0; index < parts.length; index += 3) {
    written += escaped(parts[index] ?? '');
    const [fence, code] = parts.slice(index + 1, index + 3);
    if (fence !== undefined && code !== undefined) {
      written += code.trim() ? codeSpan(code.trim()) : escaped(`${fence}${code}${fence}`);
    }
  }
  return written;
};

const escaped = (text: string): string =>
  text
    .replace(/[<`]/g, '\\$&')
    // At the start of a line or of an item: a heading, a quotation, a fence, a definition of a link; a line below
    // a heading or between a table's head and body.
    .replace(
      /^((?:[ \t]*(?:[-+*]|\d{1,9}[.)])(?=\s))*[ \t]*)(#{1,6}(?=\s|$)|>|~|\[(?=[^\]\n]*\]:)|[-=|:*_](?=[-=|:*_ \t]*$))/gm,
      '$1\\$2',
    );

/** The places in a page that links lead to, named as GitHub and most other renderers do it. */
export class Anchors {
  readonly #slugs = new Map<string, string>();

  /** @param headings of the whole page in their order, each behind the key that links use */
  constructor(headings: Iterable<readonly [key: string, heading: string]>) {
    const seen = new Map<string, number>();
    for (const [key, heading] of headings) {
      const plain = heading
        .toLowerCase()
        .replace(/[^\p{L}\p{N}_ -]/gu, '')
        .replaceAll(' ', '-');
      let slug = plain;
      for (let count = seen.get(plain) ?? 0; seen.has(slug); ) {
        slug = `${plain}-${++count}`;
        seen.set(plain, count);
      }
      seen.set(slug, 0);
      this.#slugs.set(key, slug);
    }
  }

  /** Makes a text a link to a heading; leaves it as it is where there is none. */
  link(text: string, key: string): string {
    const slug = this.#slugs.get(key);
    return slug === undefined ? text : `[${text}](#${slug})`;
  }
}
