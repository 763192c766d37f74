const short: Record<string, string> = { '\n': '\\n', '\r': '\\r', '\t': '\\t' };

/**
 * Text of a plugin as it may reach a terminal or a log file: line breaks, escape sequences, marks that
 * turn the direction of writing and halves of characters become visible escapes. JSON stays JSON.
 *
 * @param text anything
 */
export const printable = (text: string): string =>
  text.replace(
    /[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\p{Bidi_Control}]/gu,
    (character) => short[character] ?? `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
