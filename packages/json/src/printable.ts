/** Characters that move a terminal's cursor, break a line or turn the direction of writing. */
const unprintable = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/gu;

/**
 * A text that shows each of its characters and does nothing else to a terminal.
 *
 * @param text any text; a line feed in it is escaped too
 * @returns the text with `\u001b` in place of such a character
 */
export const printable = (text: string): string =>
  text.replace(unprintable, (character) =>
    [...Array(character.length).keys()]
      .map((index) => `\\u${character.charCodeAt(index).toString(16).padStart(4, '0')}`)
      .join(''),
  );
