// A peer chooses what its texts hold, and messages end on terminals.

/** Text without what steers a terminal: control characters but line breaks and tabs, and marks that turn the direction of writing. */
export const plainText = (text: string): string => text.replace(/(?![\n\t])[\p{Cc}\p{Bidi_Control}]/gu, '');

/** The same on one line, for a message of ours: what a peer chose must not begin a line in our name. */
export const lineText = (text: string): string => plainText(text).replace(/[\n\p{Zl}\p{Zp}]+/gu, ' ');

/** Text in quotes, on one line. Whatever steers a terminal becomes a visible escape. */
export const quotedText = (text: string): string =>
  JSON.stringify(text).replace(
    /[\p{Cc}\p{Bidi_Control}\p{Zl}\p{Zp}]/gu,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
