/** Words that WIT's grammar has or is known to get: as names they stand behind `%`. */
const keywords = new Set(
  [
    'as async bool borrow char constructor enum error-context export f32 f64 flags float32 float64 from func',
    'future import include interface list map option own package record resource result s16 s32 s64 s8',
    'static stream string tuple type u16 u32 u64 u8 use variant with world',
  ].flatMap((line) => line.split(' ')),
);

const name = /^[a-z][a-z0-9]*(?:-[a-z][a-z0-9]*)*$/;

/**
 * A text as words of lower-case letters and digits, joined by hyphens, each of which starts with a letter:
 * `fooBar` and `foo_bar` become `foo-bar`, `http2Push` stays readable as `http2-push`, `2d` becomes `n2d`.
 * What is neither a letter nor a digit of ASCII parts words or, beyond ASCII, is written as its code point.
 */
export const kebab = (text: string): string => {
  const words = text
    .replace(/[^\0-\x7f]/gu, (char) => ` u${char.codePointAt(0)?.toString(16)} `)
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .replace(/([A-Z])([A-Z][a-z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter(Boolean);
  const joined = words.join('-').replace(/-(?=[0-9])/g, '');
  if (joined) return /^[0-9]/.test(joined) ? `n${joined}` : joined;
  return text === '' ? 'empty' : [...text].map((char) => `u${char.codePointAt(0)?.toString(16)}`).join('-');
};

/** A value of an enum as the name of a case: `1.5` becomes `n1p5`, `-1` becomes `minus1`. */
export const caseName = (value: string | number | boolean): string => {
  if (typeof value !== 'number') return kebab(String(value));
  return kebab(String(value).replace('.', 'p').replace('e+', 'e').replace('e-', 'em').replace('-', 'minus'));
};

/**
 * A name as WIT has to read it.
 *
 * @throws Error for everything that is no name
 */
export const witName = (text: string): string => {
  if (!name.test(text)) throw new Error(`Cannot write ${JSON.stringify(text)} as a name of WIT`);
  return escapeKeyword(text);
};

/** A name behind `%` where WIT's grammar has that word. */
export const escapeKeyword = (text: string): string => (keywords.has(text) ? `%${text}` : text);

/** The names of one place, where no two may be alike. */
export class Names {
  readonly #taken: Set<string>;

  /** @param taken names that nothing else may have */
  constructor(...taken: readonly string[]) {
    this.#taken = new Set(taken);
  }

  /** Takes the name, or that name with the lowest number from 2 that makes it the only one. */
  claim(wanted: string): string {
    let free = wanted;
    for (let number = 2; this.#taken.has(free); number++) free = `${wanted}${number}`;
    this.#taken.add(free);
    return free;
  }
}
