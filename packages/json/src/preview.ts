/**
 * A value as it would stand in JSON, short enough for one line of an error.
 *
 * @param value any JSON value
 * @param limit the longest result, in characters
 * @returns a word or number as it is, cut where it is too long; of a list or an object only its kind
 * @example
 * ```ts
 * import { preview } from '@mortise/json';
 *
 * console.log(preview('text'), preview([1, 2])); // "text" a list of 2
 * ```
 */
export const preview = (value: unknown, limit = 60): string => {
  if (Array.isArray(value)) return value.length === 0 ? '[]' : `a list of ${value.length}`;
  if (value !== null && typeof value === 'object')
    return Object.keys(value).length === 0 ? '{}' : 'an object';
  if (typeof value === 'number' && !Number.isFinite(value)) return 'a number too large to hold';
  if (typeof value !== 'string') return String(value);
  const text = JSON.stringify(value);
  // Characters are cut off before they are escaped, so that none is cut in two.
  return text.length <= limit
    ? text
    : JSON.stringify(`${[...value.slice(0, limit)].slice(0, limit - 3).join('')}…`);
};

/**
 * The words of a list, quoted as in JSON: `"a", "b" or "c"`.
 *
 * @param values JSON values
 * @returns `nothing` for an empty list
 * @example
 * ```ts
 * import { alternatives } from '@mortise/json';
 *
 * console.log(alternatives(['node', 'neutral'])); // "node" or "neutral"
 * ```
 */
export const alternatives = (values: readonly unknown[]): string => {
  const words = values.map((value) => JSON.stringify(value));
  return words.length < 2 ? (words[0] ?? 'nothing') : `${words.slice(0, -1).join(', ')} or ${words.at(-1)}`;
};
