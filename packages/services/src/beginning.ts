/**
 * The first characters of a text, as a text of their own: to an engine, a slice is a view of the whole text,
 * which lives as long as the slice does.
 *
 * @param text of a plugin, of any length
 * @param length in characters
 */
export const beginning = (text: string, length: number): string => structuredClone(text.slice(0, length));
